import { AtlasError } from "./atlas-error.js";

/** What a check of a run's state found. */
export interface StateFindings {
  /** The state that was found last; undefined if Atlas sent none, or nothing was read. */
  readonly state?: string | undefined;
  /** The phase that was found with it. */
  readonly phase?: string | undefined;
  /** The states that were expected. */
  readonly expected: readonly string[];
}

/**
 * A run is not in an expected state (`UNEXPECTED_STATE`), or was not within the time that `wait` allows
 * (`WAIT_TIMEOUT`).
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId, expectedState: "DONE" });
 * } catch (error) {
 *   if (!(error instanceof atlas.RunStateError)) throw error;
 *   void pulumi.log.warn(`${error.state ?? "no state"}, expected ${error.expected.join(" or ")}`);
 * }
 * ```
 */
export class RunStateError extends AtlasError implements StateFindings {
  override readonly name = "RunStateError";
  /** The state that was found last; undefined if Atlas sent none, or nothing was read. */
  declare readonly state?: string | undefined;
  /** The phase that was found with it. */
  declare readonly phase?: string | undefined;
  /** The states that were expected. */
  readonly expected: readonly string[];

  constructor(code: "UNEXPECTED_STATE" | "WAIT_TIMEOUT", message: string, findings: StateFindings) {
    super(code, message);
    this.expected = findings.expected;
    if (findings.state !== undefined) this.state = findings.state;
    if (findings.phase !== undefined) this.phase = findings.phase;
  }
}

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
