import * as t from "io-ts";
import { type Context, type ContextEntry, type Errors } from "io-ts";
import { quoted } from "../../errors/index.js";
import { OptionalType } from "./primitives.js";

/** Longest excerpt of a wrong value in a message: long enough to recognize it, too short to leak a body. */
export const MAX_EXCERPT = 40;

/** Describes each problem as `path: expected …, got …`, without duplicates. */
export function describeProblems(errors: Errors): readonly string[] {
  const problems = errors.map(({ context, value }) => {
    return `${path(context)}: expected ${lastType(context)}, got ${quoted(value, MAX_EXCERPT)}`;
  });
  return [...new Set(problems)];
}

function lastType(context: Context): string {
  const entry = context.at(-1);
  if (isArray(entry)) return "an array";
  const name = entry?.type.name ?? "";
  return name.startsWith("{") || name.startsWith("(") || name.startsWith("Partial") ? "an object" : name;
}

/** Returns the path from the body to the value, such as `results[3].state`. */
function path(context: Context): string {
  const text = context.reduce((before, { key }, at) => {
    if (isArray(context[at - 1])) return `${before}[${key}]`;
    // Positions inside an intersection are numbers, not keys of the body.
    if (key === "" || /^\d+$/.test(key)) return before;
    return before === "" ? key : `${before}.${key}`;
  }, "");
  return text === "" ? "the body" : text;
}

function isArray(entry: ContextEntry | undefined): boolean {
  const type = entry?.type;
  return (type instanceof OptionalType ? type.present : type) instanceof t.ArrayType;
}
