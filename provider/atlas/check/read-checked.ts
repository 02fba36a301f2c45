import { once, type ReadContext } from "../read/read-context.js";
import { type RunFields } from "../codec/run.js";
import { runName, type RunRef } from "../../run/run-ref.js";
import { checkAge, describeState, isFinal, unexpectedState } from "./expectation.js";
import { isInState, unknownStates } from "../../run/states.js";
import { type ResolvedWait, waitForState } from "./wait-for-state.js";

/** What a read expects of the run. */
export interface Check {
  /** Expected states; undefined accepts any state. */
  readonly expected: readonly string[] | undefined;
  /** Limits of the wait; undefined means that the run must be in an expected state now. */
  readonly wait: ResolvedWait | undefined;
  /** Most hours since the run was created, once it is in an expected state; undefined accepts any age. */
  readonly maxAgeHours?: number | undefined;
}

/** A run that was read, and whether `up` will still wait for it. */
interface CheckedRun {
  readonly run: RunFields;
  /** True in a preview of a run that is not in an expected state yet: `up` will find other values. */
  readonly willWait: boolean;
}

/** The parts of a read's context that a check needs. */
type CheckContext = Pick<ReadContext, "reporter" | "signal">;

/**
 * Reads a run, and checks its state and its age. The resource and the functions both read through here. A preview never
 * waits.
 *
 * @param readOnce Reads the run: `readRun`, or Pulumi's mocks.
 * @throws RunStateError, AtlasError `TOO_OLD`, and what the read throws
 */
export async function readChecked<C extends CheckContext>(
  context: C,
  ref: RunRef,
  check: Check,
  preview: boolean,
  readOnce: (context: C, ref: RunRef) => Promise<RunFields>,
): Promise<CheckedRun> {
  const checked = await readInState(context, ref, check, preview, readOnce);
  if (!checked.willWait) checkAge(checked.run, check.maxAgeHours);
  return checked;
}

async function readInState<C extends CheckContext>(
  context: C,
  ref: RunRef,
  { expected, wait }: Check,
  preview: boolean,
  readOnce: (context: C, ref: RunRef) => Promise<RunFields>,
): Promise<CheckedRun> {
  if (expected === undefined) return { run: await readOnce(context, ref), willWait: false };
  const unknown = unknownStates(expected);
  if (unknown !== undefined) context.reporter.warnOnce(unknown);
  if (wait && !preview) {
    return { run: await waitUntilChecked(context, ref, expected, wait, readOnce), willWait: false };
  }
  const run = await readOnce(context, ref);
  if (isInState(run, expected)) return { run, willWait: false };
  if (!wait || isFinal(run)) throw unexpectedState(run, expected);
  const limit = `at most ${wait.timeoutSeconds} s`;
  context.reporter.warn(
    `${describeState(run)}: up will wait ${limit} for ${expected.join(" or ")}: ${runName(ref)}`,
  );
  return { run, willWait: true };
}

function waitUntilChecked<C extends CheckContext>(
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
  return waitForState({ ref, expected, wait, read, say, signal: context.signal });
}
