import * as t from "io-ts";
import { isDateTime } from "../../run/rfc3339.js";
import { isUnknownToEngine } from "../../run/engine-unknowns.js";

/** Creates a codec from a type guard, with the expectation in words for messages, and another one for some values. */
function valueOf<A>(
  expected: string,
  is: (value: unknown) => value is A,
  otherwise?: (value: unknown) => string | undefined,
): t.Type<A> {
  return new t.Type(
    expected,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context, otherwise?.(value))),
    t.identity,
  );
}

/** Creates a codec for integers within bounds. */
function integer(expected: string, min: number, max: number): t.Type<number> {
  return valueOf(
    expected,
    (value): value is number =>
      Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  );
}

/** A string that the engine passes on as it is. gRPC cannot encode lone surrogates, and the engine would wait forever. */
export const Text = valueOf(
  "a string of valid Unicode",
  (value): value is string => typeof value === "string" && value.isWellFormed() && !isUnknownToEngine(value),
  (value) =>
    isUnknownToEngine(value)
      ? "a string that the Pulumi engine does not take for an unknown value"
      : undefined,
);

/** Id of an Atlas object. */
export const HexId = valueOf(
  "24 lower-case hexadecimal digits (0-9, a-f)",
  (value): value is string => typeof value === "string" && /^[a-f0-9]{24}$/.test(value),
);

/** Timestamp, kept as a string. */
export const DateTime = valueOf("an RFC 3339 date and time", isDateTime);

/** An int32 of at least 1. */
export const PositiveInt32 = integer("an integer from 1 to 2147483647", 1, 2_147_483_647);

/**
 * An int64 that the engine can hold: it keeps numbers as doubles, which are exact up to 2^53 − 1. `JSON.parse` rounds
 * a larger integer to another unsafe integer, so the range check still rejects it.
 */
export const ExactInt64 = integer(
  "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly",
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
);

/** Creates the codec of an optional field. A JSON null is read as missing, as Atlas' own clients do. */
export function optional<A>(codec: t.Type<A>): OptionalType<A> {
  return new OptionalType(codec);
}

/** Codec of an optional field, with the codec of its value. */
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
