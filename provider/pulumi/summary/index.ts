export { type DataLakePipelineRunSummaryFields } from "./run-rows.js";
export { dataLakePipelineRunReadme } from "./run-readme.js";
export { dataLakePipelineRunSummary, type DataLakePipelineRunSummaryOptions } from "./run-summary.js";
