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
  type GetDataLakePipelineRunResult,
} from "./get-run.js";
export { type ReadOptions } from "./read-options.js";
export {
  getDataLakePipelineRuns,
  getDataLakePipelineRunsOutput,
  type GetDataLakePipelineRunsArgs,
  type GetDataLakePipelineRunsOutputArgs,
  type GetDataLakePipelineRunsResult,
} from "./get-runs.js";
