import * as fc from "fast-check";
import { jsonObject, jsonString, type Field } from "./json-text.js";
import { anyString, hexId } from "./strings.js";

/** What a document of one kind has: its fields, each with an arbitrary for valid text. */
type Schema = Readonly<Record<string, fc.Arbitrary<string>>>;

/** Half of a surrogate pair is refused in a run. */
const text = anyString.map((value) => jsonString(value.toWellFormed()));
const id = hexId.map((value) => jsonString(value));
const oneOf = (...values: readonly string[]): fc.Arbitrary<string> =>
  fc
    .oneof({ arbitrary: fc.constantFrom(...values), weight: 3 }, { arbitrary: anyString, weight: 1 })
    .map((value) => jsonString(value.toWellFormed()));

const two = (n: number): string => String(n).padStart(2, "0");

/** Dates as RFC 3339 allows them: with any number of digits after the point, in any offset, and leap seconds. */
const date: fc.Arbitrary<string> = fc
  .tuple(
    fc.nat(9999),
    // Days that every month has.
    fc.nat(12 * 28 * 24 - 1),
    fc.nat(60 * 61 - 1),
    fc.constantFrom("", "", ".5", ".123456789", ".000", `.${"1".repeat(300)}`),
    fc.constantFrom("Z", "z", "+00:00", "-00:00", "+23:59", "-23:59", "+05:30"),
  )
  .map(([year, hours, seconds, fraction, offset]) => {
    const [months, days] = [Math.floor(hours / 672), Math.floor(hours / 24) % 28];
    const day = `${String(year).padStart(4, "0")}-${two(months + 1)}-${two(days + 1)}`;
    const time = `${two(hours % 24)}:${two(Math.floor(seconds / 61))}:${two(seconds % 61)}`;
    return jsonString(`${day}T${time}${fraction}${offset}`);
  });

const int64 = fc
  .oneof(fc.maxSafeInteger(), fc.constantFrom(0, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 31))
  .map(String);

const POLICY: Schema = {
  lastModifiedDate: date,
  units: oneOf("DAYS", "WEEKS", "MONTHS"),
  value: fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(String),
};
const STATS: Schema = { bytesExported: int64, numDocs: int64 };

/** The documented fields of a run, besides the ids that it is asked for by. */
const RUN: Schema = {
  backupFrequencyType: oneOf("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "ON_DEMAND"),
  createdDate: date,
  datasetName: text,
  datasetRetentionPolicy: objectOf(POLICY, ["units", "value"]),
  lastUpdatedDate: date,
  phase: oneOf("SNAPSHOT", "EXPORT", "INGESTION"),
  pipelineId: id,
  scheduledDeletionDate: date,
  snapshotId: id,
  state: oneOf("PENDING", "IN_PROGRESS", "DONE", "FAILED", "DATASET_DELETED"),
  stats: objectOf(STATS, []),
};

/** A valid object: each field that is not required may be missing, and the fields come in any order. */
function objectOf(schema: Schema, required: readonly string[]): fc.Arbitrary<string> {
  const fields = fc.record(schema, { requiredKeys: [...required] });
  return fc.tuple(fields, fc.boolean()).map(([record, turned]) => {
    const entries = Object.entries(record) as Field[];
    return jsonObject(turned ? entries.reverse() : entries);
  });
}

/** A valid document of a run: it has the id that is asked for, and the project's where that is there. */
export function validRun(ref: { projectId: string; pipelineRunId: string }): fc.Arbitrary<string> {
  const names = {
    _id: fc.constant(jsonString(ref.pipelineRunId)),
    groupId: fc.constant(jsonString(ref.projectId)),
  };
  return objectOf({ ...RUN, ...names }, ["_id"]);
}
