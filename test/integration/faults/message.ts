import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";
import { type Failure } from "./row.js";

/*
 * A template is the text of a message, in which {origin} stands for the base URL, {s} for seconds that a clock has
 * measured, {n} for a number and {redacted} for credentials that were taken out. All else is the message's own, letter
 * for letter.
 */

/** What a placeholder matches, and how it reads in a document. */
const PLACEHOLDERS: readonly (readonly [name: string, pattern: string, example: string])[] = [
  ["{s}", "\\d+\\.\\d", "…"],
  ["{n}", "\\d+", "…"],
  ["{redacted}", "\\[redacted\\](?: \\[redacted\\])*(?: ?(?:\\[redacted\\])?.{0,9}…)?", "[redacted]"],
];

/** The run, as every message names it. */
export const WHAT = `Data Lake Pipeline run ${RUN_ARGS.pipelineRunId} of pipeline "${RUN.pipelineName}" in project ${RUN_ARGS.projectId}`;

/** What the whole message of a failure must match. */
export function messagePattern(failure: Failure, origin: string): RegExp {
  const alternatives = templates(failure).map((says) => pattern(says, origin));
  const todo = failure.todo === undefined ? "" : escape(`. To do: ${failure.todo}`);
  return new RegExp(`^${escape(start(failure))}(?:${alternatives.join("|")})${todo}$`, "u");
}

/** How such a message reads in a document: without its start, which is the same in all, and without what to do. */
export function exampleMessage(failure: Failure): string {
  const [template = ""] = templates(failure);
  const base = template.replaceAll("{origin}", "https://cloud.mongodb.com");
  return PLACEHOLDERS.reduce((text, [name, , example]) => text.replaceAll(name, example), base);
}

function start({ code }: Failure): string {
  return `cannot ${code === "DECODE" ? "decode" : "read"} ${WHAT}: `;
}

function templates({ says }: Failure): readonly string[] {
  return typeof says === "string" ? [says] : says;
}

function pattern(template: string, origin: string): string {
  const base = escape(template.replaceAll("{origin}", origin));
  return PLACEHOLDERS.reduce((text, [name, matches]) => text.replaceAll(escape(name), matches), base);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
