/** What the functions need for a read, and a program that makes none does not. */
export { readThroughGate } from "../../atlas/gate/index.js";
export { latestRun, listRuns } from "../../atlas/list/index.js";
export { programCaller } from "./program.js";
