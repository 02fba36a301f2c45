import { setTimeout as sleep } from "node:timers/promises";
import { withDeadline } from "../async/abort.js";
import { AtlasError, AtlasNetworkError, RunStateError } from "../../errors/index.js";
import { type RunFields } from "../codec/run.js";
import { describeRun, type RunRef } from "../../run/run-ref.js";
import { describeChange, describeState, findings, isFinal, unexpectedState } from "./expectation.js";
import { isInState } from "../../run/states.js";
import { WaitProgress } from "./progress.js";

/**
 * How to wait for a run to be in an expected state. Both times may have fractions, and be at most a week (604800 s);
 * anything else is an {@link InvalidArgumentError}.
 *
 * @example
 * ```ts
 * const wait: atlas.WaitOptions = { timeoutSeconds: 3600, pollIntervalSeconds: 30 };
 * ```
 */
export interface WaitOptions {
  /** Longest wait, in seconds, at least 1. The last read begins then, and may take 5 s. Default 1800. */
  readonly timeoutSeconds?: number | undefined;
  /** Delay between two reads, in seconds, at least 1. Default 15. */
  readonly pollIntervalSeconds?: number | undefined;
}

/** {@link WaitOptions} with its defaults. */
export type ResolvedWait = { readonly [K in keyof WaitOptions]-?: number };

/** Everything a wait needs. */
interface WaitContext {
  readonly ref: RunRef;
  readonly expected: readonly string[];
  readonly wait: ResolvedWait;
  /** Reads the run once, and no longer than until the signal. */
  readonly read: (signal: AbortSignal) => Promise<RunFields>;
  readonly say: (line: string) => void;
  /** Ends the wait before its time. */
  readonly signal: AbortSignal | undefined;
}

/** Failures that pass: they do not end a wait, only its deadline does. */
const TRANSIENT: readonly string[] = ["RATE_LIMITED", "SERVER_ERROR"];

/**
 * Failures that may pass after a read that succeeded: by then no host name is misspelt and no base URL is wrong, so
 * that the page or the redirect of a proxy is only for a while.
 */
const PASSING: readonly string[] = ["NETWORK", "UNEXPECTED_CONTENT", "REDIRECTED", "UNEXPECTED_STATUS"];

/** Longest time that a read may take after the deadline, in milliseconds. A poll interval that is shorter is the limit. */
const LAST_READ = 5_000;

/**
 * Polls a run until it is in an expected state. One read ends before the next begins; the last begins at the deadline.
 *
 * @throws RunStateError `UNEXPECTED_STATE` for a state that no longer changes, `WAIT_TIMEOUT` at the deadline
 * @throws AtlasError for a failure that does not pass, or the reason of the signal
 */
export function waitForState(context: WaitContext): Promise<RunFields> {
  const over = (): Error => new Error("the wait is over");
  const { timeoutSeconds, pollIntervalSeconds } = context.wait;
  const limit = timeoutSeconds * 1000 + Math.min(pollIntervalSeconds * 1000, LAST_READ);
  return withDeadline(limit, over, context.signal, (signal) => poll(context, signal));
}

async function poll(context: WaitContext, signal: AbortSignal): Promise<RunFields> {
  const { ref, expected, wait } = context;
  const progress = new WaitProgress(ref, wait.timeoutSeconds * 1000, context.say);
  const [start, interval] = [performance.now(), wait.pollIntervalSeconds * 1000];
  const seen: { run?: RunFields; error?: AtlasError } = {};
  try {
    for (let last = false; ;) {
      const found = await attempt(context, signal);
      const elapsed = performance.now() - start;
      if (found instanceof AtlasError) {
        if (!mayPass(found, seen.run !== undefined)) throw found;
        seen.error = found;
        progress.failed(found, elapsed);
      } else {
        seen.run = found;
        delete seen.error;
        if (isInState(found, expected)) {
          progress.done(found, elapsed);
          return found;
        }
        if (isFinal(found)) throw unexpectedState(found, expected);
        progress.read(found, elapsed);
      }
      const left = start + wait.timeoutSeconds * 1000 - performance.now();
      if (last || left <= 0) throw timedOut(context, seen);
      // A read shortly before the last one would tell nothing more.
      last = left < interval * 1.1;
      await sleep(last ? left : interval, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw context.signal?.aborted ? context.signal.reason : timedOut(context, seen);
  }
}

/** Returns the run, or why it could not be read. */
async function attempt(context: WaitContext, signal: AbortSignal): Promise<RunFields | AtlasError> {
  try {
    signal.throwIfAborted();
    return await context.read(signal);
  } catch (error) {
    if (error instanceof AtlasError) return error;
    throw error;
  }
}

/** Returns whether a failure may pass; `reached` is whether a read has succeeded. */
function mayPass(error: AtlasError, reached: boolean): boolean {
  if (error instanceof AtlasNetworkError && error.retryable) return true;
  return TRANSIENT.includes(error.code) || (reached && PASSING.includes(error.code));
}

function timedOut(context: WaitContext, seen: { run?: RunFields; error?: AtlasError }): RunStateError {
  const { expected, wait } = context;
  const { run, error } = seen;
  const status = run === undefined ? "not read" : describeState(run);
  const start = `${status} after waiting ${wait.timeoutSeconds} s (wait.timeoutSeconds), expected ${expected.join(" or ")}`;
  // The message of the failure names the run.
  const end =
    error === undefined ? `${describeRun(context.ref)}${describeChange(run)}` : `last read: ${error.message}`;
  const message = `${start}: ${end}`;
  return new RunStateError("WAIT_TIMEOUT", message, { ...findings(run), expected });
}
