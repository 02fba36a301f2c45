export {
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  type GetDataLakePipelineRunArgs,
  type GetDataLakePipelineRunOutputArgs,
  type GetDataLakePipelineRunResult,
} from "./get-run.js";
