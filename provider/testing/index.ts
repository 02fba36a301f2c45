/**
 * A local Atlas for tests: a real HTTP server that answers requests for Data Lake Pipeline runs as Atlas does, and fails
 * as told. It checks credentials, paths and headers as Atlas does, needs no internet, and listens on 127.0.0.1 only.
 *
 * {@link startLocalAtlas} starts it, and so does the command `pulumi-atlas-data-lake-local`, from a file; {@link examplePipelineRun} is a run to serve.
 *
 * @module pulumi-atlas-data-lake/testing
 * @packageDocumentation
 */
export { type ApiError } from "./api/api-error.js";
export { examplePipelineRun } from "./runs/example-run.js";
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
} from "./faults/fault.js";
export { type FaultOptions, type LocalFault } from "./faults/fault-plan.js";
export { startLocalAtlas, type LocalAtlas } from "./local-atlas.js";
export {
  type LocalAccessToken,
  type LocalApiKey,
  type LocalAtlasOptions,
  type LocalServiceAccount,
  type Roles,
} from "./scenario/options.js";
export {
  type DatasetRetentionPolicyBody,
  type LocalRun,
  type PipelineRunBody,
  type PipelineRunStatsBody,
  type RunTransition,
} from "./runs/pipeline-run.js";
export { type RecordedRequest, type RequestKind } from "./http/request-log.js";
