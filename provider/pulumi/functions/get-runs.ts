import type * as pulumi from "@pulumi/pulumi";
import { type InputsOf } from "../arguments/plain.js";
import { type ExpectedState } from "../../run/states.js";
import { type GetDataLakePipelineRunResult } from "../../run/fields.js";
import { type PipelineRef } from "../../run/run-ref.js";
import { listRuns } from "../../atlas/list/list-runs.js";
import { type RunFields } from "../../atlas/codec/run.js";
import { LIST } from "../arguments/rules.js";
import { callFunction, callOutputForm, type FunctionDefinition } from "./define-function.js";
import { type ReadOptions, type ReadOutputOptions } from "./read-options.js";
import { toResult } from "./result.js";

/** Arguments of {@link getDataLakePipelineRuns}: the pipeline, and the runs of it to list. */
export interface GetDataLakePipelineRunsArgs extends PipelineRef {
  /** Lists the runs in this state, or in one of these. Default: in any. */
  readonly state?: ExpectedState | undefined;
  /** Lists the runs created before this time: an RFC 3339 date and time, such as `2025-05-04T09:42:00Z`. Default: all. */
  readonly createdBefore?: string | undefined;
  /** Lists the runs created after this time, an RFC 3339 date and time, and none without `createdDate`. Default: all. */
  readonly createdAfter?: string | undefined;
}

/**
 * {@link GetDataLakePipelineRunsArgs} for arguments that may come from outputs of resources.
 *
 * @interface
 */
export type GetDataLakePipelineRunsOutputArgs = InputsOf<GetDataLakePipelineRunsArgs>;

/** The runs of one Data Lake Pipeline. */
export interface GetDataLakePipelineRunsResult extends PipelineRef {
  /** The runs, the newest first. */
  readonly results: readonly GetDataLakePipelineRunResult[];
}

/**
 * Lists the runs of one Data Lake Pipeline: all pages of up to 500 runs, one request each. The result has each run
 * once. No count is asked for, which Atlas may only estimate: a page is the last if it has fewer runs, and no link to a next one.
 *
 * Source: `GET /api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs`, version 2023-01-01.
 *
 * @param args The pipeline, and the runs of it to list. Default: all.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The runs, the newest first.
 * @throws {@link InvalidArgumentError}, {@link ConfigurationError}, {@link AtlasApiError}, {@link AtlasNetworkError} or
 * {@link AtlasContentError}; with a `signal`, an {@link AtlasError} `CANCELLED`. All of them are {@link AtlasError} with
 * a stable `code`. A list of more than 64 pages is an AtlasContentError, as is one that contradicts itself, for example by a
 * `totalCount` of its own.
 * @example
 * ```ts
 * const { results } = await atlas.getDataLakePipelineRuns({ projectId, pipelineName: "nightly", state: "FAILED" });
 * export const failedRuns = results.map((run) => run.pipelineRunId);
 * ```
 */
export function getDataLakePipelineRuns(
  args: GetDataLakePipelineRunsArgs,
  opts?: ReadOptions,
): Promise<GetDataLakePipelineRunsResult> {
  return callFunction(DEFINITION, args, opts);
}

/**
 * Like {@link getDataLakePipelineRuns}, for arguments that may be outputs of resources. While one of them is not known
 * yet, in a preview, nothing is read and the result is unknown.
 *
 * @param args The pipeline, and the runs of it to list. Default: all.
 * @param opts A signal that ends the read, and the provider to read with. Default: only the configured time limits end it.
 * @returns The runs as an output. What `getDataLakePipelineRuns` rejects with fails the preview or update.
 * @example
 * ```ts
 * const runs = atlas.getDataLakePipelineRunsOutput({ projectId, pipelineName: "nightly" });
 * export const count = runs.results.apply((results) => results.length);
 * ```
 */
export function getDataLakePipelineRunsOutput(
  args: GetDataLakePipelineRunsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetDataLakePipelineRunsResult> {
  return callOutputForm(DEFINITION, args, opts);
}

const DEFINITION: FunctionDefinition<typeof LIST, GetDataLakePipelineRunsResult> = {
  name: "getDataLakePipelineRuns",
  rules: LIST,
  read: async (context, { projectId, pipelineName, state: states, createdBefore, createdAfter }) => {
    const ref = { projectId, pipelineName };
    const runs = await listRuns(context, ref, { states, createdBefore, createdAfter });
    return { ...ref, results: runs.map(toResult) };
  },
  mocked: async (call, { projectId, pipelineName }) => {
    const ref = { projectId, pipelineName };
    const { results = [] } = await call();
    const runs = (results as readonly object[]).map((run) => ({ ...ref, ...run }) as RunFields);
    return { ...ref, results: runs.map(toResult) };
  },
};
