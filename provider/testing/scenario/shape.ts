import { quoted } from "../../errors/text.js";

/**
 * Throws a TypeError that names the path of a value, what is allowed there, and what was found. The path of a whole, such
 * as "the scenario", is left out of the paths of its fields.
 */
export type Check = (value: unknown, path: string) => void;

interface Field<Optional extends boolean> {
  readonly check: Check;
  readonly optional: Optional;
}

/** A check for each field of T, so that a field that T gains cannot be forgotten here. */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: Field<Partial<Pick<T, K>> extends Pick<T, K> ? true : false>;
};

export const required = (check: Check): Field<false> => ({ check, optional: false });
export const optional = (check: Check): Field<true> => ({ check, optional: true });

export function refuse(path: string, allowed: string, found: string): never {
  throw new TypeError(`${path} must be ${allowed}, got ${found}`);
}

/** A value for which `is` holds. */
export function value(allowed: string, is: (value: unknown) => boolean): Check {
  return (found, path) => {
    if (!is(found)) refuse(path, allowed, quoted(found));
  };
}

/** Like `value`, for what no message may repeat: it tells the kind of what was found only. */
export function hidden(
  allowed: string,
  is: (value: unknown) => boolean,
  describe: (value: unknown) => string = kindOf,
): Check {
  return (found, path) => {
    if (!is(found)) refuse(path, allowed, describe(found));
  };
}

export function listOf(item: Check): Check {
  return (found, path) => {
    if (!Array.isArray(found)) refuse(path, "an array", kindOf(found));
    for (const [index, entry] of found.entries()) item(entry, `${path}[${index}]`);
  };
}

/** An object with these fields and no others. */
export function object<T extends object>(fields: FieldsOf<T>): Check {
  return (found, path) => {
    checkFields(record(found, path), fields, path);
  };
}

/** An object whose field `type` says which other fields it has. */
export function variant<T extends { readonly type: string }>(variants: {
  readonly [K in T["type"]]: FieldsOf<Omit<Extract<T, { readonly type: K }>, "type">>;
}): Check {
  const types = Object.keys(variants);
  const type = value(`one of ${types.join(", ")}`, (found) => types.some((known) => known === found));
  return (found, path) => {
    const entries = record(found, path);
    type(entries["type"], keyPath(path, "type"));
    const fields: Readonly<Record<string, Field<boolean>>> = variants[entries["type"] as T["type"]];
    checkFields(entries, { type: required(type), ...fields }, path);
  };
}

/** An object with any keys; `entry` looks at each. */
export function mapOf(entry: (key: string, value: unknown, path: string) => void): Check {
  return (found, path) => {
    for (const [key, each] of Object.entries(record(found, path))) entry(key, each, keyPath(path, key));
  };
}

function checkFields(
  found: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Field<boolean>>>,
  path: string,
): void {
  for (const key of Object.keys(found)) {
    if (Object.hasOwn(fields, key)) continue;
    const allowed = Object.keys(fields).join(", ");
    throw new TypeError(`${keyPath(path, key)} is not a field that is known here, allowed are ${allowed}`);
  }
  for (const [key, { check, optional: mayLack }] of Object.entries(fields)) {
    if (found[key] !== undefined || !mayLack) check(found[key], keyPath(path, key));
  }
}

function record(found: unknown, path: string): Readonly<Record<string, unknown>> {
  if (tagOf(found) === "Object") {
    return found as Readonly<Record<string, unknown>>;
  }
  return refuse(path, "an object", kindOf(found));
}

/** A string where an object belongs may be a credential in the wrong place. */
export function kindOf(found: unknown): string {
  if (typeof found === "string") return found === "" ? "an empty string" : "a string";
  if (typeof found === "number" || typeof found === "boolean") return `a ${typeof found}`;
  const tag = tagOf(found);
  return typeof found === "object" && !PLAIN_TAGS.has(tag) ? `an instance of ${tag}` : quoted(found);
}

const PLAIN_TAGS: ReadonlySet<string> = new Set(["Object", "Array", "Null"]);

/** Tells what JavaScript itself calls a value, such as "RegExp", also where it comes from another context. */
function tagOf(found: unknown): string {
  return Object.prototype.toString.call(found).slice("[object ".length, -1);
}

function keyPath(path: string, key: string): string {
  const parent = path.startsWith("the ") ? "" : path;
  if (!/^\w+$/.test(key)) return `${parent}[${quoted(key)}]`;
  return parent === "" ? key : `${parent}.${key}`;
}
