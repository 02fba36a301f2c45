export { decodeApiError, decodeTokenError, type ApiErrorBody } from "./api-error.js";
export { decodeRun, type DecodedRun } from "./decode-run.js";
export { decodeRunsPage, type DecodedRunsPage, type RunsPage } from "./decode-runs.js";
export { unwrapEnvelope } from "./envelope.js";
export {
  BACKUP_FREQUENCY_TYPES,
  PHASES,
  RETENTION_UNITS,
  STATES,
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "../../run/known-values.js";
export { DateTime } from "./primitives.js";
export { PipelineRunBody, RetentionPolicy, RunStats } from "./pipeline-run.js";
export { type ListedRunBody } from "./runs-page.js";
