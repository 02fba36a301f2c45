import assert from "node:assert/strict";

const HEX_ID = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{24}$/.test(value);
const TEXT = (value: unknown): boolean => typeof value === "string" && value.isWellFormed();
const DATE = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value);
const INT64 = (value: unknown): boolean => Number.isSafeInteger(value);

/** The types of the documented fields, as the documentation of the API has them. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  _id: HEX_ID,
  backupFrequencyType: TEXT,
  createdDate: DATE,
  datasetName: TEXT,
  datasetRetentionPolicy: isObject,
  groupId: HEX_ID,
  lastUpdatedDate: DATE,
  phase: TEXT,
  pipelineId: HEX_ID,
  scheduledDeletionDate: DATE,
  snapshotId: HEX_ID,
  state: TEXT,
  stats: isObject,
};
const POLICY = { lastModifiedDate: DATE, units: TEXT, value: INT64 };
const STATS = { bytesExported: INT64, numDocs: INT64 };

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields that a document has itself and that are documented, without nulls; each has to be of its type. */
function own(document: Json, types: Readonly<Record<string, (value: unknown) => boolean>>): Json {
  const there = Object.keys(types).filter((key) => Object.hasOwn(document, key) && document[key] !== null);
  for (const key of there) assert.ok(types[key]?.(document[key]), key);
  return Object.fromEntries(there.map((key) => [key, document[key]]));
}

/** What a run says of itself in its own documented fields: what a read has to give back, and nothing else. */
function documentedFields(document: Json): Json {
  const fields = own(document, FIELDS);
  const { datasetRetentionPolicy: policy, stats } = fields;
  return {
    ...fields,
    ...(isObject(policy) && { datasetRetentionPolicy: own(policy, POLICY) }),
    ...(isObject(stats) && { stats: own(stats, STATS) }),
  };
}

/** The same as the package names them: the ids that were asked for are under the names of the arguments. */
export function expectedRun(ref: Json, document: Json): Json {
  const { _id, groupId, ...fields } = documentedFields(document);
  return { ...ref, ...fields };
}

/** The body that an envelope of status 200 holds, or the bare body. */
export function unwrapped(body: unknown): unknown {
  if (!isObject(body) || Object.hasOwn(body, "_id") || Object.hasOwn(body, "results")) return body;
  return Number.isInteger(body["status"]) && isObject(body["content"]) ? body["content"] : body;
}
