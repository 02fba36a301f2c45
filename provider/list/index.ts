export { latestRun } from "./latest-run.js";
export { listRuns } from "./list-runs.js";
