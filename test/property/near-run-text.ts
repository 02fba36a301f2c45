import * as fc from "fast-check";
import { BODY } from "../helpers/responses.js";
import { jsonField, jsonObject, jsonText, type Field } from "./json-text.js";

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
  { arbitrary: fc.constant("null"), weight: 3 },
  { arbitrary: fc.constant(undefined), weight: 3 },
);

const changed: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom(
      ...(Object.keys(OBJECTS) as Where[]).flatMap((where) => OBJECTS[where].map((key) => ({ where, key }))),
    ),
    value,
  )
  .map(([field, value]) => ({ ...field, value }));

const where = fc.constantFrom(...(Object.keys(OBJECTS) as Where[]));

const added: fc.Arbitrary<Change> = fc
  .tuple(where, jsonField)
  .map(([where, [key, value]]) => ({ where, key, value }));

/** A field that would set the prototype of a copy by assignment, with values that look like fields of a run. */
const prototype: fc.Arbitrary<Change> = fc
  .tuple(
    where,
    fc.array(fc.tuple(fc.constantFrom(...Object.values(OBJECTS).flat()), jsonText), { maxLength: 3 }),
  )
  .map(([where, fields]) => ({ where, key: "__proto__", value: jsonObject(fields) }));

const changes = fc.array(
  fc.oneof(
    { arbitrary: changed, weight: 5 },
    { arbitrary: added, weight: 2 },
    { arbitrary: prototype, weight: 1 },
  ),
  { maxLength: 5 },
);

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
