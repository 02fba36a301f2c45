export { latestRun } from "./latest-run.js";
export { proveDeleted, type DeletionProof } from "./prove-deleted.js";
export { listRuns } from "./list-runs.js";
