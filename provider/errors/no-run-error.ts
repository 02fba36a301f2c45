import { AtlasError } from "./atlas-error.js";

/**
 * No run of a pipeline is in the state that was asked for (`NO_MATCHING_RUN`).
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getLatestDataLakePipelineRun({ projectId, pipelineName });
 * } catch (error) {
 *   if (!(error instanceof atlas.NoMatchingRunError)) throw error;
 *   void pulumi.log.info(`${String(error.counts["IN_PROGRESS"] ?? 0)} runs are under way`);
 * }
 * ```
 */
export class NoMatchingRunError extends AtlasError {
  override readonly name = "NoMatchingRunError";
  /** The states that were asked for. */
  readonly expected: readonly string[];
  /** How many runs the pipeline has in each state that there is; a run without a state counts under `unknown`. */
  readonly counts: Readonly<Record<string, number>>;

  constructor(
    message: string,
    findings: { expected: readonly string[]; counts: Readonly<Record<string, number>> },
  ) {
    super("NO_MATCHING_RUN", message);
    this.expected = findings.expected;
    this.counts = findings.counts;
  }
}
