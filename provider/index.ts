/**
 * Read MongoDB Atlas Data Lake Pipeline runs in a Pulumi program, in `pulumi preview` as well as in `pulumi up`.
 *
 * - {@link DataLakePipelineRun} is a resource: the run is in the stack's state and in `pulumi refresh`.
 * - {@link getDataLakePipelineRun} and the other functions read in the program, and leave nothing in the state.
 * - Every error is an {@link AtlasError} with a stable `code`, or one of its subclasses.
 *
 * Credentials and settings come from the stack configuration or the environment, or from a {@link Provider}.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as atlas from "pulumi-atlas-data-lake";
 *
 * const run = new atlas.DataLakePipelineRun("nightly", {
 *   projectId: "32b6e34b3d91647abb20e7b8",
 *   pipelineName: "nightly",
 *   pipelineRunId: new pulumi.Config().require("runId"),
 * });
 * export const snapshotId = run.snapshotId;
 * export const datasetName = run.datasetName;
 * ```
 *
 * @module pulumi-atlas-data-lake
 * @packageDocumentation
 */
export { DataLakePipelineRun } from "./pulumi/resource/data-lake-pipeline-run.js";
export { type DataLakePipelineRunArgs } from "./pulumi/resource/inputs.js";
export { Provider } from "./pulumi/explicit/provider.js";
export { type ProviderArgs } from "./pulumi/explicit/provider-arguments.js";
export { type InputsOf } from "./pulumi/arguments/plain.js";
export { type OutputsOf } from "./pulumi/resource/outputs.js";
export {
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  type GetDataLakePipelineRunArgs,
  type GetDataLakePipelineRunOutputArgs,
} from "./pulumi/functions/get-run.js";
export {
  getDataLakePipelineRuns,
  getDataLakePipelineRunsOutput,
  type GetDataLakePipelineRunsArgs,
  type GetDataLakePipelineRunsOutputArgs,
  type GetDataLakePipelineRunsResult,
} from "./pulumi/functions/get-runs.js";
export {
  getLatestDataLakePipelineRun,
  getLatestDataLakePipelineRunOutput,
  type GetLatestDataLakePipelineRunArgs,
  type GetLatestDataLakePipelineRunOutputArgs,
} from "./pulumi/functions/get-latest-run.js";
export { requireField } from "./pulumi/functions/require-field.js";
export { type ReadOptions, type ReadOutputOptions } from "./pulumi/functions/read-options.js";
export {
  type BackupFrequencyType,
  type KnownState,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "./run/known-values.js";
export { type WaitOptions } from "./atlas/check/wait-for-state.js";
export { type PipelineRef } from "./run/run-ref.js";
export { type RunRef } from "./run/run-ref.js";
export { type ExpectedState } from "./run/states.js";
export { dataLakePipelineRunReadme } from "./pulumi/summary/run-readme.js";
export {
  dataLakePipelineRunSummary,
  type DataLakePipelineRunSummaryOptions,
} from "./pulumi/summary/run-summary.js";
export { type DataLakePipelineRunSummaryFields } from "./pulumi/summary/run-rows.js";
export {
  type DatasetRetentionPolicy,
  type GetDataLakePipelineRunResult,
  type OptionalRunField,
  type PipelineRunFields,
  type PipelineRunStats,
  type RequiredRunField,
} from "./run/fields.js";
export {
  AtlasApiError,
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  ConfigurationError,
  InvalidArgumentError,
  NoMatchingRunError,
  RunStateError,
  type ApiErrorFields,
  type AtlasErrorCode,
  type ConfigurationErrorCode,
  type StateFindings,
} from "./errors/index.js";
