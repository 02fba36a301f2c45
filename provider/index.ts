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
} from "./functions/index.js";
export {
  type BackupFrequencyType,
  type KnownState,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "./codec/known-values.js";
export { type ExpectedState, type WaitOptions } from "./gate/index.js";
export { type DatasetRetentionPolicy, type PipelineRunStats } from "./types.js";
export {
  AtlasApiError,
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  ConfigurationError,
  InvalidArgumentError,
  ReadOnlyError,
  RunStateError,
  type ApiErrorFields,
  type AtlasErrorCode,
  type ConfigurationErrorCode,
  type StateFindings,
} from "./errors/index.js";
