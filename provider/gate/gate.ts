import { type AtlasClient, systemClock } from "../client/index.js";
import { readRun, type Reporter, type RunFields } from "../read/index.js";
import { describeRun, type RunRef } from "../run-ref.js";
import { describeState, isFinal, unexpectedState } from "./expected-state.js";
import { isInState } from "../states.js";
import { type Gate } from "./parse-gate.js";
import { waitForState } from "./wait-for-state.js";

/** How a read goes about its gate. */
export interface GateContext {
  readonly reporter: Reporter;
  /** Whether this is a preview, which never waits. */
  readonly preview: boolean;
  /** Ends a wait. */
  readonly cancelled: AbortSignal;
}

/**
 * Reads a run and demands what its gate demands: the one way of the resource and the functions.
 *
 * @throws RunStateError, and whatever `readRun` throws
 */
export async function readThroughGate(
  client: AtlasClient,
  ref: RunRef,
  { expected, wait }: Gate,
  { reporter, preview, cancelled }: GateContext,
): Promise<RunFields> {
  // A wait reads again and again, and would warn of the same each time.
  const warnOnce = { ...reporter, warn: once(reporter.warn) };
  const read = (): Promise<RunFields> => readRun(client, ref, warnOnce);
  if (expected === undefined) return read();
  if (wait && !preview) {
    return waitForState({ ref, expected, wait, read, say: reporter.info, clock: systemClock, cancelled });
  }
  const run = await read();
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
