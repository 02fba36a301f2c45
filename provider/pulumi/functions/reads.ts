/** What the functions need for a read, and a program that makes none does not. */
export { readThroughGate } from "../../atlas/gate/gate.js";
export { latestRun } from "../../atlas/list/latest-run.js";
export { listRuns } from "../../atlas/list/list-runs.js";
export { programReadContext as programCaller } from "./program-context.js";
