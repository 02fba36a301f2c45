import { isLeft, isRight } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { isDateTime } from "../../run/rfc3339.js";
import { isUnknownToEngine } from "../../run/engine-unknowns.js";

/** Most items of a list: the most runs that Atlas sends in a page. */
export const MAX_ITEMS = 500;

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

/** Creates the codec of a value that the request has named: a response about something else is an error. */
export function requested(value: string): t.Type<string> {
  return valueOf(`"${value}", which was asked for`, (sent): sent is string => sent === value);
}

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

/** Creates the codec of a list. One that is longer is not decoded: each problem of a million items would be kept. */
export function list<A>(item: t.Type<A>): t.Type<readonly A[]> {
  const { name, is, validate } = t.array(item, `an array of at most ${MAX_ITEMS} items`);
  return new t.Type<readonly A[]>(
    name,
    (value): value is A[] => is(value) && value.length <= MAX_ITEMS,
    (value, context) =>
      Array.isArray(value) && value.length > MAX_ITEMS ? t.failure(value, context) : validate(value, context),
    t.identity,
  );
}

/** An object of which a required field is there, and any other one is either there or absent. */
type Fields<R extends t.Props, O extends t.Props> = { readonly [K in keyof R]: t.TypeOf<R[K]> } & {
  readonly [K in keyof O]?: t.TypeOf<O[K]>;
};

/**
 * Creates the codec of an object by its documented fields. It makes a new object of those, read as own fields: one named
 * `__proto__` would set the prototype of a copy. Null, `""` and `{}` are read as missing: the clients of Atlas take them for
 * the same.
 */
export function object<R extends t.Props, O extends t.Props>(required: R, optional: O): t.Type<Fields<R, O>> {
  const codecs = Object.entries<t.Mixed>({ ...required, ...optional });
  const validate: t.Validate<unknown, Fields<R, O>> = (value, context) => {
    if (!t.UnknownRecord.is(value)) return t.failure(value, context);
    const [fields, errors]: [Record<string, unknown>, t.Errors] = [{}, []];
    for (const [key, codec] of codecs) {
      const sent = ownValue(value, key);
      if (key in optional && isMissing(sent)) continue;
      const decoded = codec.validate(sent, t.appendContext(context, key, codec, sent));
      if (isLeft(decoded)) errors.push(...decoded.left);
      else if (key in required || !isMissing(decoded.right)) fields[key] = decoded.right;
    }
    return errors.length > 0 ? t.failures(errors) : t.success(fields as Fields<R, O>);
  };
  const is = (value: unknown): value is Fields<R, O> => isRight(validate(value, []));
  return new t.Type("an object", is, validate, t.identity);
}

/** Creates the codec of an object that is missing as a whole, which is an empty one here, without a required field. */
export function wholeObject<R extends t.Props, O extends t.Props>(
  required: R,
  optional: O,
): t.Type<Fields<R, O>> {
  const { name, is, validate, encode } = object(required, optional);
  const isPartial = (value: unknown): boolean =>
    t.UnknownRecord.is(value) && Object.keys(required).some((key) => isMissing(ownValue(value, key)));
  return new t.Type(
    name,
    is,
    (value, context) => (isPartial(value) ? t.success({} as Fields<R, O>) : validate(value, context)),
    encode,
  );
}

function ownValue(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isMissing(value: unknown): boolean {
  if (typeof value !== "object" || value === null)
    return value === undefined || value === null || value === "";
  return !Array.isArray(value) && Object.keys(value).length === 0;
}
