import { type Context, type Errors } from "io-ts";
import { quoted } from "../../errors/index.js";

/** Longest excerpt of a wrong value in a message: long enough to recognize it, too short to leak a body. */
const MAX_EXCERPT = 40;

/** Most problems, or warnings, of one body that are shown: all of a run, and a few of a list of any length. */
export const MAX_PROBLEMS = 20;

/** Shows a value in quotes and cut, or as its kind. */
export function showValue(value: unknown): string {
  return Array.isArray(value) ? `an array of ${value.length}` : quoted(value, MAX_EXCERPT);
}

/** Describes each problem as `path: expected …, got …`, without duplicates: one more than are shown, at most. */
export function describeProblems(errors: Errors): readonly string[] {
  const problems = new Set<string>();
  for (const { context, value, message } of errors) {
    if (problems.size > MAX_PROBLEMS) break;
    const expected = message ?? context.at(-1)?.type.name ?? "";
    problems.add(`${path(context)}: expected ${expected}, got ${showValue(value)}`);
  }
  return [...problems];
}

/** Returns the path from the body to the value, such as `results[3].state`. No documented field is named by a number. */
function path(context: Context): string {
  const keys = context.slice(1).map(({ key }) => (/^\d/.test(key) ? `[${key}]` : `.${key}`));
  return keys.join("").slice(1) || "the body";
}
