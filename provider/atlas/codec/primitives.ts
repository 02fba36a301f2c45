import * as t from "io-ts";
import { isDateTime } from "../../run/rfc3339.js";

/** A value for which `is` holds; `expected` says in words which, for messages. */
function valueOf<A>(expected: string, is: (value: unknown) => value is A): t.Type<A> {
  return new t.Type(
    expected,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );
}

/** An integer within bounds. */
function integer(expected: string, min: number, max: number): t.Type<number> {
  return valueOf(
    expected,
    (value): value is number =>
      Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  );
}

/** A string. Half of a surrogate pair is refused: gRPC cannot encode it, and the engine would wait for ever. */
export const Text = valueOf(
  "a string of valid Unicode",
  (value): value is string => typeof value === "string" && value.isWellFormed(),
);

/** An id of Atlas. */
export const HexId = valueOf(
  "24 lower-case hexadecimal digits (0-9, a-f)",
  (value): value is string => typeof value === "string" && /^[a-f0-9]{24}$/.test(value),
);

/** A timestamp, kept as the string that Atlas sent. */
export const DateTime = valueOf("an RFC 3339 date and time", isDateTime);

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
