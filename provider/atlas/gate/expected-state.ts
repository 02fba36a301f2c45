import { oneLine, RunStateError } from "../../errors/index.js";
import { type RunFields } from "../read/run-fields.js";
import { describeRun } from "../../run/run-ref.js";

/** States after which nothing more happens to a run, but that a dataset is deleted in the end. */
const TERMINAL: readonly string[] = ["DONE", "FAILED", "DATASET_DELETED"];

/** Longest part of a state or phase in a message, in characters: those that Atlas documents have 15. */
const MAX_STATE = 40;

/** Whether a run that is not as expected can never become so. */
export function isFinal(run: RunFields): boolean {
  return run.state !== undefined && TERMINAL.includes(run.state);
}

/** The error for a run in another state than expected. */
export function unexpectedState(run: RunFields, expected: readonly string[]): RunStateError {
  const message = `${describeRun(run)} ${describeState(run)}, expected ${expected.join(" or ")}${describeChange(run)}`;
  return new RunStateError("UNEXPECTED_STATE", message, { ...findings(run), expected });
}

/** State and phase in words, such as `is IN_PROGRESS (phase EXPORT)`. */
export function describeState(run: Pick<RunFields, "state" | "phase">): string {
  const state = run.state === undefined ? "has no state" : `is ${oneLine(run.state, MAX_STATE)}`;
  return run.phase === undefined ? state : `${state} (phase ${oneLine(run.phase, MAX_STATE)})`;
}

/** When the run last changed, in words after others; a date of Atlas has 20 characters, and RFC 3339 knows no limit. */
export function describeChange(run: Pick<RunFields, "lastUpdatedDate"> | undefined): string {
  const date = run?.lastUpdatedDate;
  return date === undefined ? "" : `; it last changed at ${oneLine(date, 40)}`;
}

/** State and phase, for an error. */
export function findings(run: RunFields | undefined): { state?: string; phase?: string } {
  return {
    ...(run?.state !== undefined && { state: run.state }),
    ...(run?.phase !== undefined && { phase: run.phase }),
  };
}
