import type * as pulumi from "@pulumi/pulumi";
import { type InputsOf } from "../arguments/plain.js";
import { DEFAULT_STATE, type ExpectedState } from "../../run/states.js";
import { type GetDataLakePipelineRunResult } from "../../run/fields.js";
import { type PipelineRef } from "../../run/run-ref.js";
import { checkAge } from "../../atlas/check/expectation.js";
import { latestRun } from "../../atlas/list/list-runs.js";
import { type RunFields } from "../../atlas/codec/run.js";
import { LATEST } from "../arguments/rules.js";
import { callFunction, callOutputForm, type FunctionDefinition } from "./define-function.js";
import { type ReadOptions, type ReadOutputOptions } from "./read-options.js";
import { toResult } from "./result.js";

/** Arguments of {@link getLatestDataLakePipelineRun}: the pipeline, and the state of the run. */
export interface GetLatestDataLakePipelineRunArgs extends PipelineRef {
  /** The latest run in this state, or in one of these. Default: `DONE`. */
  readonly state?: ExpectedState | undefined;
  /**
   * Most hours since that run was created (`createdDate`): a pipeline that fails night after night still has a latest run.
   * The function rejects with an {@link AtlasError} `TOO_OLD` for an older one, and for one without that date. Default: any
   * age will do.
   */
  readonly maxAgeHours?: number | undefined;
}

/**
 * {@link GetLatestDataLakePipelineRunArgs} for arguments that may come from outputs of resources.
 *
 * @interface
 */
export type GetLatestDataLakePipelineRunOutputArgs = InputsOf<GetLatestDataLakePipelineRunArgs>;

/**
 * Reads the latest run of one Data Lake Pipeline: that with the newest `createdDate` of those in `state`. It reads
 * the whole list: a request for each 500 runs.
 *
 * Source: `GET /api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs`, version 2023-01-01.
 *
 * @param args The pipeline, and the state of the run.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The run; a field that Atlas did not send is undefined.
 * @throws {@link NoMatchingRunError} if no run is in such a state; {@link InvalidArgumentError},
 * {@link ConfigurationError}, {@link AtlasApiError}, {@link AtlasNetworkError} or {@link AtlasContentError}; with a
 * `signal`, an {@link AtlasError} `CANCELLED`. All of them are {@link AtlasError} with a stable `code`.
 * @example
 * ```ts
 * const run = await atlas.getLatestDataLakePipelineRun({ projectId, pipelineName: "nightly" });
 * export const datasetName = run.datasetName;
 * ```
 */
export function getLatestDataLakePipelineRun(
  args: GetLatestDataLakePipelineRunArgs,
  opts?: ReadOptions,
): Promise<GetDataLakePipelineRunResult> {
  return callFunction(DEFINITION, args, opts);
}

/**
 * Like {@link getLatestDataLakePipelineRun}, for arguments that may be outputs of resources. While one of them is not
 * known yet, in a preview, nothing is read and the result is unknown.
 *
 * @param args The pipeline, and the state of the run.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The run as an output. What `getLatestDataLakePipelineRun` rejects with fails the preview or update.
 * @example
 * ```ts
 * const run = atlas.getLatestDataLakePipelineRunOutput({ projectId, pipelineName: "nightly" });
 * export const datasetName = run.datasetName;
 * ```
 */
export function getLatestDataLakePipelineRunOutput(
  args: GetLatestDataLakePipelineRunOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetDataLakePipelineRunResult> {
  return callOutputForm(DEFINITION, args, opts);
}

const DEFINITION: FunctionDefinition<typeof LATEST, GetDataLakePipelineRunResult> = {
  name: "getLatestDataLakePipelineRun",
  rules: LATEST,
  read: async (context, { projectId, pipelineName, state: states = [DEFAULT_STATE], maxAgeHours }) => {
    const run = await latestRun(context, { projectId, pipelineName }, states);
    checkAge(run, maxAgeHours);
    return toResult(run);
  },
  mocked: async (call, { projectId, pipelineName, maxAgeHours }) => {
    const run = { projectId, pipelineName, ...(await call()) } as unknown as RunFields;
    checkAge(run, maxAgeHours);
    return toResult(run);
  },
};
