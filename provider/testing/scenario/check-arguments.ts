import { fault as checkFault, faultOptions as checkFaultOptions } from "./check-faults.js";
import { patchOf, run as checkLocalRun } from "./check-runs.js";

/** Checks the arguments of `LocalAtlas.fail`. It happens when the fault is planned, where the caller sees the error. */
export function checkFail(fault: unknown, options: unknown): void {
  checkFault(fault, "fault");
  checkFaultOptions(options, "options");
}

/** Checks the argument of `LocalAtlas.setRun`. */
export function checkRun(run: unknown): void {
  checkLocalRun(run, "the run");
}

/** Checks the patch that `LocalAtlas.updateRun` gets for a run. */
export function checkPatch(patch: unknown, runId: string): void {
  patchOf(runId)(patch, "patch");
}
