import { systemClock } from "../client/index.js";
import { readRun, type Caller, type RunFields } from "../read/index.js";
import { describeRun, type RunRef } from "../run-ref.js";
import { describeState, isFinal, unexpectedState } from "./expected-state.js";
import { isInState } from "../states.js";
import { type Gate } from "./parse-gate.js";
import { waitForState } from "./wait-for-state.js";

/**
 * Reads a run and demands what its gate demands: the one way of the resource and the functions. A preview never waits.
 *
 * @throws RunStateError, and whatever `readRun` throws
 */
export async function readThroughGate(
  caller: Caller,
  ref: RunRef,
  { expected, wait }: Gate,
  preview: boolean,
): Promise<RunFields> {
  // A wait reads again and again, and would warn of the same each time.
  const reporter = { ...caller.reporter, warn: once(caller.reporter.warn) };
  const read = (signal: AbortSignal | undefined): Promise<RunFields> =>
    readRun({ ...caller, reporter, signal }, ref);
  if (expected === undefined) return read(caller.signal);
  if (wait && !preview) {
    const say = reporter.info;
    return waitForState({ ref, expected, wait, read, say, clock: systemClock, signal: caller.signal });
  }
  const run = await read(caller.signal);
  if (isInState(run, expected)) return run;
  if (!wait || isFinal(run)) throw unexpectedState(run, expected);
  const limit = `for at most ${wait.timeoutSeconds} s`;
  reporter.warn(
    `${describeRun(ref)} ${describeState(run)}: up will wait for ${expected.join(" or ")}, ${limit}`,
  );
  return run;
}

/** Says each line the first time only. */
function once(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
}
