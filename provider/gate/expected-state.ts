import { type KnownState } from "../codec/known-values.js";
import { InvalidArgumentError, quoted, RunStateError } from "../errors/index.js";
import { type RunFields } from "../read/index.js";
import { describeRun } from "../run-ref.js";

/** One state or several. */
export type ExpectedState = KnownState | readonly KnownState[];

/** The state that `wait` waits for where none is named. */
export const DEFAULT_EXPECTED = "DONE";

/** States after which nothing more happens to a run, but that a dataset is deleted in the end. */
const TERMINAL: readonly string[] = ["DONE", "FAILED", "DATASET_DELETED"];

/**
 * The states of the argument `expectedState` as a list, or undefined if it is not given. Any text is allowed: a state
 * that Atlas adds is compared as the text that it is.
 *
 * @throws InvalidArgumentError
 */
export function parseExpectedState(where: string, value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const states: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (states.length > 0 && states.every((state) => typeof state === "string" && state !== "")) {
    return states as readonly string[];
  }
  const got = Array.isArray(value) ? `[${value.map((state) => quoted(state)).join(", ")}]` : quoted(value);
  throw new InvalidArgumentError(
    `${where}expectedState must be a state such as "DONE", or a list of one state or more, got ${got}`,
  );
}

/** Whether a run is as expected; one without a state never is. */
export function isExpected(run: RunFields, expected: readonly string[]): boolean {
  return run.state !== undefined && expected.includes(run.state);
}

/** Whether a run that is not as expected can never become so. */
export function isFinal(run: RunFields): boolean {
  return run.state !== undefined && TERMINAL.includes(run.state);
}

/** The error for a run in another state than expected. */
export function unexpectedState(run: RunFields, expected: readonly string[]): RunStateError {
  const changed = run.lastUpdatedDate === undefined ? "" : `; it last changed at ${run.lastUpdatedDate}`;
  const message = `${describeRun(run)} ${describeState(run)}, expected ${expected.join(" or ")}${changed}`;
  return new RunStateError("UNEXPECTED_STATE", message, { ...findings(run), expected });
}

/** State and phase in words, such as `is IN_PROGRESS (phase EXPORT)`. */
export function describeState(run: Pick<RunFields, "state" | "phase">): string {
  const state = run.state === undefined ? "has no state" : `is ${run.state}`;
  return run.phase === undefined ? state : `${state} (phase ${run.phase})`;
}

/** State and phase, for an error. */
export function findings(run: RunFields | undefined): { state?: string; phase?: string } {
  return {
    ...(run?.state !== undefined && { state: run.state }),
    ...(run?.phase !== undefined && { phase: run.phase }),
  };
}
