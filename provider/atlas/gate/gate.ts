import { systemClock } from "../async/clock.js";
import { readRun } from "../read/read-run.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunFields } from "../read/run-fields.js";
import { runName, type RunRef } from "../../run/run-ref.js";
import { describeState, isFinal, unexpectedState } from "./expected-state.js";
import { isInState, unknownStates } from "../../run/states.js";
import { type ResolvedWait } from "./wait-options.js";
import { waitForState } from "./wait-for-state.js";

/** Conditions that a read sets for the run. */
export interface Gate {
  /** Expected states; undefined accepts any state. */
  readonly expected: readonly string[] | undefined;
  /** Limits of the wait; undefined means that the run must be in an expected state now. */
  readonly wait: ResolvedWait | undefined;
}

/** A run that was read, and whether `up` will still wait for it. */
export interface GatedRun {
  readonly run: RunFields;
  /** True in a preview of a run that is not in an expected state yet: `up` will find other values. */
  readonly pending: boolean;
}

/**
 * Reads a run and checks its gate. The resource and the functions both read through here. A preview never waits.
 *
 * @throws RunStateError, and the errors of `readRun`
 */
export async function readThroughGate(
  context: ReadContext,
  ref: RunRef,
  { expected, wait }: Gate,
  preview: boolean,
): Promise<GatedRun> {
  // A wait reads again and again, and would warn of the same each time.
  const reporter = { ...context.reporter, warn: once(context.reporter.warn) };
  const read = (signal: AbortSignal | undefined): Promise<RunFields> =>
    readRun({ ...context, reporter, signal }, ref);
  if (expected === undefined) return { run: await read(context.signal), pending: false };
  const unknown = unknownStates(expected);
  if (unknown !== undefined) reporter.warnOnce(unknown);
  if (wait && !preview) {
    const { info: say } = reporter;
    const { signal } = context;
    const run = await waitForState({ ref, expected, wait, read, say, clock: systemClock, signal });
    return { run, pending: false };
  }
  const run = await read(context.signal);
  if (isInState(run, expected)) return { run, pending: false };
  if (!wait || isFinal(run)) throw unexpectedState(run, expected);
  const limit = `at most ${wait.timeoutSeconds} s`;
  reporter.warn(`${describeState(run)}: up will wait ${limit} for ${expected.join(" or ")}: ${runName(ref)}`);
  return { run, pending: true };
}

/** Passes each line on once. */
export function once(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
}
