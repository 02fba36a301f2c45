/**
 * A local Atlas for tests: a real HTTP server that answers requests for Data Lake Pipeline runs as Atlas does, and fails
 * as told. The command `pulumi-atlas-data-lake-local` starts one from a file.
 */
export { type ApiError } from "./api-error.js";
export { examplePipelineRun } from "./example-run.js";
export {
  type ContentTypeFault,
  type DelayFault,
  type DripFault,
  type Fault,
  type FaultPoint,
  type GoneFault,
  type HangFault,
  type RateLimitedFault,
  type RawFault,
  type ResetFault,
  type RetryAfter,
  type StatusFault,
  type TruncateFault,
} from "./fault.js";
export { type FaultOptions, type LocalFault } from "./fault-plan.js";
export { startLocalAtlas, type LocalAtlas } from "./local-atlas.js";
export {
  type LocalAccessToken,
  type LocalApiKey,
  type LocalAtlasOptions,
  type LocalServiceAccount,
  type Roles,
} from "./options.js";
export {
  type DatasetRetentionPolicyBody,
  type LocalRun,
  type PipelineRunBody,
  type PipelineRunStatsBody,
  type RunTransition,
} from "./pipeline-run.js";
export { type RecordedRequest, type RequestKind } from "./request-log.js";
