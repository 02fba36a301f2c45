import assert from "node:assert/strict";
import * as fc from "fast-check";
import { BODY } from "../helpers/responses.js";
import { anyString, jsonField, jsonObject, jsonText, type Field } from "./texts.js";

const isHexId = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{24}$/.test(value);
const isText = (value: unknown): boolean => typeof value === "string" && value.isWellFormed();
const isDate = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value);
const isInt64 = (value: unknown): boolean => Number.isSafeInteger(value);

/** The types of the documented fields, as the documentation of the API has them. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  _id: isHexId,
  backupFrequencyType: isText,
  createdDate: isDate,
  datasetName: isText,
  datasetRetentionPolicy: isObject,
  groupId: isHexId,
  lastUpdatedDate: isDate,
  phase: isText,
  pipelineId: isHexId,
  scheduledDeletionDate: isDate,
  snapshotId: isHexId,
  state: isText,
  stats: isObject,
};
const POLICY_FIELDS = { lastModifiedDate: isDate, units: isText, value: isInt64 };
const STATS_FIELDS = { bytesExported: isInt64, numDocs: isInt64 };

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Null, empty text and an empty object are the same as nothing. */
function isMissing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}

/** The fields that a document has itself and that are documented, if not missing; each has to be of its type. */
function own(document: Json, types: Readonly<Record<string, (value: unknown) => boolean>>): Json {
  const there = Object.keys(types).filter((key) => Object.hasOwn(document, key) && !isMissing(document[key]));
  for (const key of there) assert.ok(types[key]?.(document[key]), key);
  return Object.fromEntries(there.map((key) => [key, document[key]]));
}

/** What a run says of itself in its own documented fields: what a read has to give back, and nothing else. */
function documentedFields(document: Json): Json {
  const fields = own(document, FIELDS);
  const { datasetRetentionPolicy: policy, stats } = fields;
  const isWhole =
    isObject(policy) &&
    ["units", "value"].every((key) => Object.hasOwn(policy, key) && !isMissing(policy[key]));
  const found = {
    ...fields,
    ...(isObject(policy) && { datasetRetentionPolicy: isWhole ? own(policy, POLICY_FIELDS) : {} }),
    ...(isObject(stats) && { stats: own(stats, STATS_FIELDS) }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => !isMissing(value)));
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

/** The objects of a run's document, each with the fields that it has. */
const OBJECTS = {
  run: Object.keys(BODY),
  datasetRetentionPolicy: Object.keys(BODY.datasetRetentionPolicy),
  stats: Object.keys(BODY.stats),
} as const;
type Where = keyof typeof OBJECTS;

/** One difference from a valid document: in which object, and the field there; without a value it is dropped. */
interface Change {
  readonly where: Where;
  readonly key: string;
  readonly value: string | undefined;
}

const value = fc.oneof(
  { arbitrary: jsonText, weight: 4 },
  { arbitrary: fc.constantFrom("null", "9007199254740991", '"2016-12-31T23:59:60.5+05:30"'), weight: 3 },
  { arbitrary: fc.constant(undefined), weight: 3 },
);

const where = fc.constantFrom(...(Object.keys(OBJECTS) as Where[]));

/** A field that the API documents for the object, or any other one. */
const changed: fc.Arbitrary<Change> = where.chain((where) => {
  const key = fc.oneof({ arbitrary: fc.constantFrom(...OBJECTS[where]), weight: 3 }, anyString);
  return fc.record({ where: fc.constant(where), key, value });
});

/** A field that would set the prototype of a copy by assignment, with values that look like fields of a run. */
const prototype: fc.Arbitrary<Change> = fc
  .tuple(
    where,
    fc.array(fc.tuple(fc.constantFrom(...Object.values(OBJECTS).flat()), jsonText), { maxLength: 3 }),
  )
  .map(([where, fields]) => ({ where, key: "__proto__", value: jsonObject(fields) }));

const changes = fc.array(fc.oneof({ arbitrary: changed, weight: 7 }, { arbitrary: prototype, weight: 1 }), {
  maxLength: 5,
});

/**
 * A document near a valid one, as text: fields are dropped, replaced by any JSON value and added, in the run and in
 * the objects that it has.
 */
export const nearRun: fc.Arbitrary<string> = changes.map((all) => apply(all));

function apply(all: readonly Change[]): string {
  const fieldsOf = (object: object): Field[] =>
    Object.entries(object).map(([key, value]) => [key, JSON.stringify(value)]);
  const text = (where: Where, object: object, extra: readonly Field[]): string => {
    const mine = all.filter((change) => change.where === where);
    const kept = fieldsOf(object).filter(([key]) => !mine.some((change) => change.key === key));
    const set = mine.flatMap(({ key, value }): Field[] => (value === undefined ? [] : [[key, value]]));
    const replaced = new Set(set.map(([key]) => key));
    return jsonObject([...kept, ...extra.filter(([key]) => !replaced.has(key)), ...set]);
  };
  const { datasetRetentionPolicy, stats, ...bare } = BODY;
  return text("run", bare, [
    ["datasetRetentionPolicy", text("datasetRetentionPolicy", datasetRetentionPolicy, [])],
    ["stats", text("stats", stats, [])],
  ]);
}

/** A page of a list, as text: most of its parts as they should be. */
export const nearPage: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.array(nearRun, { maxLength: 2 }).map((runs) => `[${runs.join(",")}]`), weight: 6 },
      { arbitrary: jsonText, weight: 1 },
    ),
    fc.oneof(fc.constantFrom("null", "[]", `[{"rel":"next"}]`), jsonText),
    fc.oneof(fc.constantFrom("0", "3", "null"), jsonText),
    fc.array(jsonField, { maxLength: 1 }),
  )
  .map(([results, links, totalCount, more]) =>
    jsonObject([...more, ["results", results], ["links", links], ["totalCount", totalCount]]),
  );
