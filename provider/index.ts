/**
 * Read MongoDB Atlas Data Lake Pipeline runs in a Pulumi program.
 *
 * @packageDocumentation
 */
export { DataLakePipelineRun, type DataLakePipelineRunArgs } from "./resource.js";
export {
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  type GetDataLakePipelineRunArgs,
  type GetDataLakePipelineRunOutputArgs,
  type GetDataLakePipelineRunResult,
  getDataLakePipelineRuns,
  getDataLakePipelineRunsOutput,
  type GetDataLakePipelineRunsArgs,
  type GetDataLakePipelineRunsOutputArgs,
  type GetDataLakePipelineRunsResult,
  getLatestDataLakePipelineRun,
  getLatestDataLakePipelineRunOutput,
  type GetLatestDataLakePipelineRunArgs,
  type GetLatestDataLakePipelineRunOutputArgs,
  type ReadOptions,
} from "./functions/index.js";
export {
  type BackupFrequencyType,
  type KnownState,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "./codec/known-values.js";
export { type WaitOptions } from "./gate/index.js";
export { type ExpectedState } from "./states.js";
export {
  dataLakePipelineRunReadme,
  dataLakePipelineRunSummary,
  type DataLakePipelineRunSummaryOptions,
} from "./summary/index.js";
export { type DatasetRetentionPolicy, type PipelineRunStats } from "./types.js";
export {
  AtlasApiError,
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  ConfigurationError,
  InvalidArgumentError,
  NoMatchingRunError,
  ReadOnlyError,
  RunStateError,
  type ApiErrorFields,
  type AtlasErrorCode,
  type ConfigurationErrorCode,
  type StateFindings,
} from "./errors/index.js";
