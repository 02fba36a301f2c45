export { readRun, type Reporter } from "./read-run.js";
export { type RunFields } from "./run-fields.js";
