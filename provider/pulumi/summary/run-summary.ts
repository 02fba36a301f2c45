import { checkKeys } from "../arguments/check-keys.js";
import { mustBe } from "../../errors/index.js";
import { heading, literal, table } from "./markdown.js";
import { runRows, type DataLakePipelineRunSummaryFields } from "./run-rows.js";

const DEFAULT_TITLE = "Data Lake Pipeline run";

/** Options of a summary of a run. */
export interface DataLakePipelineRunSummaryOptions {
  /** The heading, in plain text. Default: `Data Lake Pipeline run`. */
  readonly title?: string | undefined;
  /**
   * The time that the ages of dates are relative to. Default: the current time in `dataLakePipelineRunSummary`; none,
   * and no ages, in `dataLakePipelineRunReadme`.
   */
  readonly now?: Date | undefined;
}

/**
 * Renders a run as Markdown, for a comment on a pull request, a job's summary or a chat: a heading, the state in one line, and
 * a table of the fields that Atlas sent. Dates have their age beside them: "(3 days ago)". Sizes are in decimal units:
 * 1 kB is 1000 bytes. What Atlas sent is shown literally, and never acts as Markdown or HTML. Ends with a line end.
 *
 * @param run A result of `getDataLakePipelineRun`.
 * @param options Title of the text, and the time that ages are relative to. Default: the current time.
 * @returns The text.
 * @throws {@link InvalidArgumentError} for an option that does not exist, or is not of its type.
 * @example
 * ```ts
 * import { appendFile } from "node:fs/promises";
 *
 * const run = await atlas.getDataLakePipelineRun({ projectId, pipelineName: "nightly", pipelineRunId });
 * const markdown = atlas.dataLakePipelineRunSummary(run, { title: "Nightly export" });
 * if (process.env.GITHUB_STEP_SUMMARY) await appendFile(process.env.GITHUB_STEP_SUMMARY, markdown);
 * ```
 */
export function dataLakePipelineRunSummary(
  run: DataLakePipelineRunSummaryFields,
  options: DataLakePipelineRunSummaryOptions = {},
): string {
  const { title, now = new Date() } = checkedOptions("dataLakePipelineRunSummary: ", options);
  return renderRun(run, { title, now });
}

/** @throws InvalidArgumentError for an option that does not exist, or is not of its type. */
export function checkedOptions(prefix: string, options: unknown): DataLakePipelineRunSummaryOptions {
  const { title, now } = checkKeys(`${prefix}the options`, options, ["title", "now"]);
  if (title !== undefined && typeof title !== "string") {
    throw mustBe(`${prefix}title`, "a string", title);
  }
  if (now !== undefined && !(now instanceof Date && !Number.isNaN(now.getTime()))) {
    throw mustBe(`${prefix}now`, "a Date that is valid", now);
  }
  return { title, now };
}

/** Renders a run as Markdown. Without `now`, dates have no ages. */
export function renderRun(
  run: DataLakePipelineRunSummaryFields,
  { title = DEFAULT_TITLE, now }: DataLakePipelineRunSummaryOptions,
): string {
  return `${[heading(title), status(run), table(runRows(run, now))].join("\n\n")}\n`;
}

/** The state in one line: `**DONE** (phase INGESTION)`. */
function status({ state = "", phase = "" }: DataLakePipelineRunSummaryFields): string {
  const [stateText, phaseText] = [literal(state), literal(phase)];
  const words = stateText === "" ? "State not reported" : `**${stateText}**`;
  return phaseText === "" ? words : `${words} (phase ${phaseText})`;
}
