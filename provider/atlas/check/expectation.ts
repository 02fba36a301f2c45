import { oneLine, RunStateError, AtlasError } from "../../errors/index.js";
import { type RunFields } from "../codec/run.js";
import { describeRun } from "../../run/run-ref.js";
import { timeOf } from "../../run/rfc3339.js";

/** States in which a run stays, but for its dataset that is deleted in the end. */
const TERMINAL: readonly string[] = ["DONE", "FAILED", "DATASET_DELETED"];

/** Longest part of a state or phase in a message, in characters. Those that Atlas documents have up to 15. */
const MAX_STATE = 40;

/** Whether the state of a run can no longer change to an expected one. */
export function isFinal(run: RunFields): boolean {
  return run.state !== undefined && TERMINAL.includes(run.state);
}

/** Makes the error for a run in another state than expected. */
export function unexpectedState(run: RunFields, expected: readonly string[]): RunStateError {
  const message = `${describeState(run)}, expected ${expected.join(" or ")}: ${describeRun(run)}${describeChange(run)}`;
  return new RunStateError("UNEXPECTED_STATE", message, { ...findings(run), expected });
}

/** Names state and phase in a message: `IN_PROGRESS (EXPORT)`. */
export function describeState(run: Pick<RunFields, "state" | "phase">): string {
  const state = run.state === undefined ? "no state" : oneLine(run.state, MAX_STATE);
  return run.phase === undefined ? state : `${state} (${oneLine(run.phase, MAX_STATE)})`;
}

/** Says when the run last changed, at the end of a message. A date of Atlas has 20 characters; RFC 3339 has no limit. */
export function describeChange(run: Pick<RunFields, "lastUpdatedDate"> | undefined): string {
  const date = run?.lastUpdatedDate;
  return date === undefined ? "" : `; last changed at ${oneLine(date, 40)}`;
}

/** Returns state and phase for an error. */
export function findings(run: RunFields | undefined): { state?: string; phase?: string } {
  return {
    ...(run?.state !== undefined && { state: run.state }),
    ...(run?.phase !== undefined && { phase: run.phase }),
  };
}

const HOUR = 3_600_000;

/**
 * Checks that a run was created no longer ago than some hours. Without a limit any age will do.
 *
 * @throws AtlasError `TOO_OLD`, also for a run without `createdDate`
 */
export function checkAge(run: RunFields, maxAgeHours: number | undefined): void {
  if (maxAgeHours === undefined) return;
  const hours = (Date.now() - timeOf(run.createdDate ?? "")) / HOUR;
  if (hours <= maxAgeHours) return;
  // Rounded up, so that the age that is shown is above the limit too.
  const age = Number.isNaN(hours) ? "age unknown (no createdDate)" : `${Math.ceil(hours * 10) / 10} h old`;
  throw new AtlasError("TOO_OLD", `${age}, at most ${maxAgeHours} h allowed: ${describeRun(run)}`);
}
