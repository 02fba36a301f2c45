import { type Context, type Errors } from "io-ts";
import { quoted } from "../errors/index.js";

/** Longest excerpt of a wrong value in a message: enough to recognize it, too little for a body to leak. */
const MAX_EXCERPT = 40;

/** Each problem as `path: expected …, got …`, once. */
export function describeProblems(errors: Errors): readonly string[] {
  const problems = errors.map(({ context, value }) => {
    const expected = EXPECTED[lastType(context)] ?? lastType(context);
    return `${path(context)}: expected ${expected}, got ${quoted(value, MAX_EXCERPT)}`;
  });
  return [...new Set(problems)];
}

const EXPECTED: Readonly<Record<string, string>> = { string: "a string" };

function lastType(context: Context): string {
  const type = context.at(-1)?.type.name ?? "";
  return type.startsWith("{") || type.startsWith("(") || type.startsWith("Partial") ? "an object" : type;
}

/** The keys from the body down to the value. Positions inside an intersection are numbers, and no keys of the body. */
function path(context: Context): string {
  const keys = context.map(({ key }) => key).filter((key) => key !== "" && !/^\d+$/.test(key));
  return keys.length === 0 ? "the body" : keys.join(".");
}
