import { fault as checkFault, faultOptions as checkFaultOptions } from "./check-faults.js";

/** Checks the arguments of `LocalAtlas.fail`. It happens when the fault is planned, where the caller sees the error. */
export function checkFail(fault: unknown, options: unknown): void {
  checkFault(fault, "fault");
  checkFaultOptions(options, "options");
}
