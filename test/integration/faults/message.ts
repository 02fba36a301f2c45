import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";
import { type Failure } from "./row.js";

/*
 * A template is the text of a message up to its advice. {run} stands for the run's name, {credentials} for their kind and
 * source, {origin} for the base URL, {s} for seconds that a clock has measured, {n} for a number and {redacted} for
 * credentials that were redacted. All else is the message's own, letter for letter.
 */

/** Pattern of a placeholder, and its text in a document. */
const PLACEHOLDERS: readonly (readonly [name: string, pattern: string, example: string])[] = [
  ["{s}", "\\d+\\.\\d", "…"],
  ["{n}", "\\d+", "…"],
  [
    "{credentials}",
    "the (?:access token|service account|API key) from the stack configuration",
    "the API key from …",
  ],
  ["{redacted}", "\\[redacted\\](?: \\[redacted\\])*(?: ?(?:\\[redacted\\])?.{0,9}…)?", "[redacted]"],
];

/** The run, as every message names it. */
export const WHAT = `run ${RUN.pipelineName}/${RUN_ARGS.pipelineRunId} in project ${RUN_ARGS.projectId}`;

/** Returns the pattern that the whole message of a failure must match. */
export function messagePattern(failure: Failure, origin: string): RegExp {
  const alternatives = templates(failure).map((says) => pattern(says, origin));
  return new RegExp(`^(?:${alternatives.join("|")})(?:\\. [A-Z].*)? \\[${failure.code}\\]$`, "u");
}

/** Returns such a message for a document, without its advice. */
export function exampleMessage(failure: Failure): string {
  const [template = ""] = templates(failure);
  const base = template
    .replaceAll(" at {origin}", "")
    .replaceAll("{origin}", "https://cloud.mongodb.com")
    .replaceAll(", reading {run}", "")
    .replaceAll("{run}", "run …");
  return PLACEHOLDERS.reduce((text, [name, , example]) => text.replaceAll(name, example), base);
}

function templates({ says }: Failure): readonly string[] {
  return typeof says === "string" ? [says] : says;
}

function pattern(template: string, origin: string): string {
  const base = escape(template.replaceAll("{origin}", origin).replaceAll("{run}", WHAT));
  return PLACEHOLDERS.reduce((text, [name, matches]) => text.replaceAll(escape(name), matches), base);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
