import * as pulumi from "@pulumi/pulumi";
import { type InputsOf } from "../arguments/plain.js";
import { type WaitOptions } from "../../atlas/check/wait-for-state.js";
import { type ExpectedState } from "../../run/states.js";
import { type GetDataLakePipelineRunResult } from "../../run/fields.js";
import { type RunRef } from "../../run/run-ref.js";
import { readChecked } from "../../atlas/check/read-checked.js";
import { readRun } from "../../atlas/read/read-run.js";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { type RunFields } from "../../atlas/codec/run.js";
import { checkOf, type Parsed, RUN } from "../arguments/rules.js";
import { callFunction, callOutputForm, type FunctionDefinition } from "./define-function.js";
import { type ReadOptions, type ReadOutputOptions } from "./read-options.js";
import { toResult, withUnknowns } from "./result.js";

/** Arguments of {@link getDataLakePipelineRun}: the run to read, and the state that it has to be in. */
export interface GetDataLakePipelineRunArgs extends RunRef {
  /**
   * State or states that the run has to be in; in any other, the function rejects with a {@link RunStateError}.
   * Default: any state will do; with `wait`, `DONE`.
   */
  readonly expectedState?: ExpectedState | undefined;
  /**
   * Makes the program wait for an expected state during `pulumi up`. A preview reads once: it rejects if the run can
   * never get there, and warns if `up` will wait. Default: nothing waits.
   */
  readonly wait?: WaitOptions | undefined;
  /**
   * Most hours since the run was created (`createdDate`); the function rejects with an {@link AtlasError} `TOO_OLD` for an
   * older one, and for one without that date. With `wait` it is checked when the state is reached. Default: any age will do.
   */
  readonly maxAgeHours?: number | undefined;
}

/**
 * {@link GetDataLakePipelineRunArgs} for arguments that may come from outputs of resources.
 *
 * @interface
 */
export type GetDataLakePipelineRunOutputArgs = InputsOf<GetDataLakePipelineRunArgs>;

/**
 * Reads one Data Lake Pipeline run in the program, with one request. Nothing is cached: the run is as Atlas
 * has it after the call.
 *
 * Source: `GET /api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs/{pipelineRunId}`, version 2023-01-01.
 *
 * @param args The run, and the state that it has to be in.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The run; a field that Atlas did not send is undefined.
 * @throws {@link InvalidArgumentError}, {@link ConfigurationError}, {@link AtlasApiError}, {@link AtlasNetworkError} or
 * {@link AtlasContentError}; with `expectedState` or `wait`, {@link RunStateError} as well; with a `signal`, an
 * {@link AtlasError} `CANCELLED`. All of them are {@link AtlasError} with a stable `code`. Where the program does not
 * catch it, it is the one error line of the preview or update.
 * @example
 * ```ts
 * const run = await atlas.getDataLakePipelineRun({ projectId, pipelineName: "nightly", pipelineRunId });
 * const megabytes = (run.stats?.bytesExported ?? 0) / 1e6;
 * ```
 *
 * @example Cancel after 20 seconds, and continue without a run that does not exist
 * ```ts
 * const signal = AbortSignal.timeout(20_000);
 * const run = await atlas
 *   .getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId }, { signal })
 *   .catch((error: unknown) => {
 *     if (error instanceof atlas.AtlasError && error.code === "NOT_FOUND") return undefined;
 *     throw error;
 *   });
 * ```
 */
export function getDataLakePipelineRun(
  args: GetDataLakePipelineRunArgs,
  opts?: ReadOptions,
): Promise<GetDataLakePipelineRunResult> {
  return callFunction(DEFINITION, args, opts);
}

/**
 * Like {@link getDataLakePipelineRun}, for arguments that may be outputs of resources. While one of them is not known
 * yet, in a preview, the read is skipped and the result is unknown.
 *
 * @param args The run, and the state that it has to be in.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The run as an output. What `getDataLakePipelineRun` rejects with fails the preview or update.
 * @example
 * ```ts
 * const producer = new pulumi.StackReference("organization/producer/prod");
 * const pipelineRunId = producer.requireOutput("runId");
 * const run = atlas.getDataLakePipelineRunOutput({ projectId, pipelineName, pipelineRunId });
 * export const snapshotId = run.snapshotId;
 * ```
 */
export function getDataLakePipelineRunOutput(
  args: GetDataLakePipelineRunOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetDataLakePipelineRunResult> {
  return callOutputForm(DEFINITION, args, opts);
}

const DEFINITION: FunctionDefinition<typeof RUN, GetDataLakePipelineRunResult> = {
  name: "getDataLakePipelineRun",
  rules: RUN,
  read: (context, args, isOutput) => readResult(context, args, isOutput, readRun),
  mocked: (call, args, context, isOutput) =>
    readResult(context, args, isOutput, async (_context, ref) => ({ ...ref, ...(await call()) })),
};

/** Reads the run in some way, and checks it. */
async function readResult<C extends Pick<ReadContext, "reporter" | "signal">>(
  context: C,
  args: Parsed<typeof RUN>,
  isOutput: boolean,
  read: (context: C, ref: RunRef) => Promise<RunFields>,
): Promise<GetDataLakePipelineRunResult> {
  const { projectId, pipelineName, pipelineRunId } = args;
  const ref = { projectId, pipelineName, pipelineRunId };
  const { run, willWait } = await readChecked(context, ref, checkOf(args), pulumi.runtime.isDryRun(), read);
  const result = toResult(run);
  return isOutput && willWait ? withUnknowns(result) : result;
}
