import { isLeft } from "fp-ts/Either";
import * as t from "io-ts";
import { quoted } from "../../errors/text.js";

/**
 * Throws a TypeError for the first problem, such as `fault.at must be one of beforeHeaders, midBody, got "end"`. No
 * credential is in it. Without a name, the paths of fields begin with a field, and the whole is "the options".
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
