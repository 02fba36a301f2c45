import * as t from "io-ts";

/** A string that matches a pattern; `expected` says in words what matches, for messages. */
function matching(expected: string, pattern: RegExp): t.Type<string> {
  const is = (value: unknown): value is string => typeof value === "string" && pattern.test(value);
  return new t.Type(
    expected,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    String,
  );
}

/** An integer within bounds. */
function integer(expected: string, min: number, max: number): t.Type<number> {
  const is = (value: unknown): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
  return new t.Type(
    expected,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    Number,
  );
}

/** An id of Atlas. */
export const HexId = matching("24 hexadecimal digits (0-9, a-f)", /^[a-f0-9]{24}$/);

// Date and time of RFC 3339 section 5.6, with the ranges that its ABNF comments give (a leap second is 60).
const RFC3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** A timestamp, kept as the string that Atlas sent. */
export const DateTime = matching("an RFC 3339 date and time", RFC3339);

/** An int32 of at least 1. */
export const PositiveInt32 = integer("an integer from 1 to 2147483647", 1, 2_147_483_647);

/**
 * An int64, as far as the engine can hold it: it keeps numbers as doubles, which are exact up to 2^53 − 1.
 * `JSON.parse` rounds what is beyond to a number that is beyond as well, so that none slips through.
 */
export const ExactInt64 = integer(
  "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly",
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
);

/** A field that may be missing. Atlas' own clients read a JSON null as missing, and so does this. */
export function optional<A>(codec: t.Type<A>): OptionalType<A> {
  return new OptionalType(codec);
}

/** A field that may be missing, and the type that it has where it is not. */
export class OptionalType<A> extends t.Type<A | undefined> {
  constructor(readonly present: t.Type<A>) {
    super(
      present.name,
      (value): value is A | undefined => value === undefined || present.is(value),
      (value, context) =>
        value === undefined || value === null ? t.success(undefined) : present.validate(value, context),
      (value) => value,
    );
  }
}
