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
export function readThroughGate(
  context: ReadContext,
  ref: RunRef,
  gate: Gate,
  preview: boolean,
): Promise<GatedRun> {
  return passGate(context, ref, gate, preview, readRun);
}

/** The parts of a read's context that a gate needs. */
type GateContext = Pick<ReadContext, "reporter" | "signal">;

/** Checks the gate of a run that is read in any way. @throws RunStateError, and what the read throws */
export async function passGate<C extends GateContext>(
  context: C,
  ref: RunRef,
  { expected, wait }: Gate,
  preview: boolean,
  readOnce: (context: C, ref: RunRef) => Promise<RunFields>,
): Promise<GatedRun> {
  if (expected === undefined) return { run: await readOnce(context, ref), pending: false };
  const unknown = unknownStates(expected);
  if (unknown !== undefined) context.reporter.warnOnce(unknown);
  if (wait && !preview) {
    return { run: await waitThroughGate(context, ref, expected, wait, readOnce), pending: false };
  }
  const run = await readOnce(context, ref);
  if (isInState(run, expected)) return { run, pending: false };
  if (!wait || isFinal(run)) throw unexpectedState(run, expected);
  const limit = `at most ${wait.timeoutSeconds} s`;
  context.reporter.warn(
    `${describeState(run)}: up will wait ${limit} for ${expected.join(" or ")}: ${runName(ref)}`,
  );
  return { run, pending: true };
}

function waitThroughGate<C extends GateContext>(
  context: C,
  ref: RunRef,
  expected: readonly string[],
  wait: ResolvedWait,
  readOnce: (context: C, ref: RunRef) => Promise<RunFields>,
): Promise<RunFields> {
  const { info: say, warn } = context.reporter;
  // A wait reads again and again, and would warn of the same each time.
  const reporter = { ...context.reporter, warn: once(warn) };
  const read = (signal: AbortSignal | undefined): Promise<RunFields> =>
    readOnce({ ...context, reporter, signal }, ref);
  return waitForState({ ref, expected, wait, read, say, clock: systemClock, signal: context.signal });
}

/** Passes each line on once. */
export function once(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
}
