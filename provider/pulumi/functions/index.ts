export {
  getLatestDataLakePipelineRun,
  getLatestDataLakePipelineRunOutput,
  type GetLatestDataLakePipelineRunArgs,
  type GetLatestDataLakePipelineRunOutputArgs,
} from "./get-latest-run.js";
export {
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  type GetDataLakePipelineRunArgs,
  type GetDataLakePipelineRunOutputArgs,
} from "./get-run.js";
export { requireField } from "./require-field.js";
export { type ReadOptions } from "./read-options.js";
export {
  getDataLakePipelineRuns,
  getDataLakePipelineRunsOutput,
  type GetDataLakePipelineRunsArgs,
  type GetDataLakePipelineRunsOutputArgs,
  type GetDataLakePipelineRunsResult,
} from "./get-runs.js";
