import { isLeft, isRight } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { quoted } from "../../errors/text.js";
import { suggestion } from "../../errors/suggestion.js";

type OptionalKeys<T> = { [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? K : never }[keyof T];
type Codecs<T, K extends keyof T> = { readonly [P in K]-?: t.Decoder<unknown, T[P]> };

/** A codec that only checks. */
export function codec<T>(name: string, validate: t.Validate<unknown, T>): t.Type<T> {
  return new t.Type(name, (found): found is T => isRight(validate(found, [])), validate, t.identity);
}

/** A value of a type for which `holds` is true. `describe` says in the message what was found instead. */
export function where<T>(
  base: t.Type<T>,
  allowed: string,
  holds: (value: T) => boolean,
  describe: (found: unknown) => string = (found) => quoted(found),
): t.Type<T> {
  return codec(allowed, (found, context) =>
    base.is(found) && holds(found)
      ? t.success(found)
      : t.failure(found, context, `must be ${allowed}, got ${describe(found)}`),
  );
}

export function oneOf<T extends string>(...allowed: readonly T[]): t.Type<T> {
  return where(t.string as t.Mixed as t.Type<T>, `one of ${allowed.join(", ")}`, (found) =>
    allowed.includes(found),
  );
}

/** An object that is neither an array nor of a class of JavaScript's own, such as a Map. */
export const record = codec<Readonly<Record<string, unknown>>>("an object", (found, context) =>
  Object.prototype.toString.call(found) === "[object Object]"
    ? t.success(found as Readonly<Record<string, unknown>>)
    : t.failure(found, context),
);

/** An object with the required and the optional fields of T and no others. Undefined means that a field is left out. */
export function object<T extends object>(
  required: Codecs<T, Exclude<keyof T, OptionalKeys<T>>>,
  optional: Codecs<T, OptionalKeys<T>>,
): t.Type<T> {
  const known = [...Object.keys(required), ...Object.keys(optional)];
  const codecs = [record, t.type(required as object as t.Props), t.partial(optional as object as t.Props)];
  return codec("an object", (found, context) => {
    for (const each of codecs) {
      const result = each.validate(found, context);
      if (isLeft(result)) return result;
      const unknown = Object.keys(found as T).find((key) => !known.includes(key));
      if (unknown !== undefined) {
        const message = `is not a known field${suggestion(unknown, known)}`;
        return t.failure(found, t.appendContext(context, unknown, t.never), message);
      }
    }
    return t.success(found as T);
  });
}

/** A list. If a `key` is given, no two entries may have the same one. The message names the key and shows no value of it. */
export function listOf<T>(
  entry: t.Type<T>,
  key?: string,
  keyOf: (entry: T) => unknown = (value) => value[key as keyof T],
): t.Type<readonly T[]> {
  const list = t.readonlyArray(entry, "an array");
  if (key === undefined) return list;
  return codec(list.name, (found, context) => {
    const result = list.validate(found, context);
    const keys = isLeft(result) ? [] : result.right.map(keyOf);
    const second = keys.findIndex((each, index) => keys.indexOf(each) < index);
    if (second < 0) return result;
    const first = `${context.at(-1)?.key ?? ""}[${keys.indexOf(keys[second])}]`;
    const at = t.appendContext(context, String(second), entry);
    return t.failure(found, at, `must differ from ${first}, got the same ${key}`);
  });
}

/**
 * Throws a TypeError for the first problem, such as `fault.at must be one of beforeHeaders, midBody, got "end"`. It shows
 * no credential. The path of a field begins with `name`, if there is one. Without it, the whole value is "the options".
 */
export function check<T>(codec: t.Type<T>, found: unknown, name = ""): asserts found is T {
  const result = codec.validate(found, t.appendContext([], name, codec, found));
  const [problem] = isLeft(result) ? result.left : [];
  if (problem === undefined) return;
  const { value, context, message } = problem;
  const allowed = context.at(-1)?.type.name ?? "";
  throw new TypeError(`${pathOf(context)} ${message ?? `must be ${allowed}, got ${kindOf(value)}`}`);
}

function pathOf([whole, ...keys]: t.Context): string {
  const path = keys.reduce((parent, { key }) => {
    if (/^\d+$/.test(key)) return `${parent}[${key}]`;
    if (!/^\w+$/.test(key)) return `${parent}[${quoted(key)}]`;
    return parent === "" ? key : `${parent}.${key}`;
  }, whole?.key ?? "");
  return path === "" ? "the options" : path;
}

/** Describes a value without showing it: a string in place of an object may be a credential. */
export function kindOf(found: unknown): string {
  if (typeof found === "string") return found === "" ? "an empty string" : "a string";
  if (typeof found === "number" || typeof found === "boolean") return `a ${typeof found}`;
  // The name that JavaScript itself has for a value, such as "RegExp", also for one of another context.
  const tag = Object.prototype.toString.call(found).slice("[object ".length, -1);
  return /^(Object|Array|Null|Undefined)$/.test(tag) || typeof found !== "object"
    ? quoted(found)
    : `an instance of ${tag}`;
}
