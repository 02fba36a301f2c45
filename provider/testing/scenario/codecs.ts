import { isLeft, isRight } from "fp-ts/Either";
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

export function listOf<T>(entry: t.Type<T>): t.Type<readonly T[]> {
  return t.readonlyArray(entry, "an array");
}

/** A list without two entries of the same key. `key` says what they share in the message, which shows neither. */
export function listOfDistinct<T>(
  entry: t.Type<T>,
  key: string,
  keyOf: (entry: T) => unknown = (value) => value[key as keyof T],
): t.Type<readonly T[]> {
  const list = listOf(entry);
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
