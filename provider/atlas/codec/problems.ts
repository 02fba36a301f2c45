import * as t from "io-ts";
import { type Context, type ContextEntry, type Errors } from "io-ts";
import { quoted } from "../../errors/index.js";
import { OptionalType } from "./primitives.js";

/** Longest excerpt of a wrong value in a message: long enough to recognize it, too short to leak a body. */
const MAX_EXCERPT = 40;

/** Most problems, or warnings, of one body that are found: all of a run, and a few of a list of any length. */
export const MAX_PROBLEMS = 20;

/** Shows a value of a body in a problem or a warning. */
export type Show = (value: unknown) => string;

/** Shows a value in quotes and cut, or as its kind. */
export const showValue: Show = (value) => quoted(value, MAX_EXCERPT);

/** Describes each problem as `path: expected …, got …`, without duplicates. */
export function describeProblems(errors: Errors, show: Show): readonly string[] {
  const problems = errors.map(({ context, value, message }) => {
    return `${path(context)}: expected ${message ?? lastType(context)}, got ${show(value)}`;
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
