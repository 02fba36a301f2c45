import { TransportError } from "../http/transport-error.js";
import { type Clock } from "../async/clock.js";
import { retryDelay } from "./retry-delay.js";
import { isTransient, type Outcome } from "../http/retry-policy.js";
import { Deadline } from "../async/deadline.js";

/** What all attempts of one read came to. */
export interface RetryResult {
  /** What the last attempt came to. */
  readonly outcome: Outcome;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  /** The pause that was due and would have ended after the deadline, in seconds; undefined if none was due. */
  readonly dueDelaySeconds: number | undefined;
}

export interface RetryOptions {
  /** For all attempts and pauses together. */
  readonly timeoutSeconds: number;
  readonly clock: Clock;
  /** Ends an attempt or a pause at once. */
  readonly signal: AbortSignal | undefined;
  /** Told of each pause before it begins. */
  readonly onRetry: (outcome: Outcome, attempt: number, delayMs: number) => void;
}

/** Attempts until the outcome is final, or no further attempt could begin before the deadline. */
export async function withRetries(
  attempt: (signal: AbortSignal) => Promise<Outcome>,
  { timeoutSeconds, clock, signal, onRetry }: RetryOptions,
): Promise<RetryResult> {
  const start = clock.now();
  const expired = (): Error =>
    new TransportError("deadline", `no complete answer within ${timeoutSeconds} s`, false);
  const limit = new Deadline(timeoutSeconds * 1000, expired, signal);
  const end = limit.signal;
  try {
    for (let attempts = 1; ; attempts++) {
      const outcome = await attempt(end);
      const elapsed = clock.now() - start;
      const result = { outcome, attempts, elapsedSeconds: elapsed / 1000, dueDelaySeconds: undefined };
      if (!isTransient(outcome)) return result;
      const delay = retryDelay(outcome, attempts, clock.random, Date.now);
      if (elapsed + delay >= timeoutSeconds * 1000) return { ...result, dueDelaySeconds: delay / 1000 };
      onRetry(outcome, attempts, delay);
      // Timers may be a little early: a pause that the deadline ends is one that was due after it.
      if (await isCutShort(clock.sleep(delay, end), end)) {
        return { ...result, dueDelaySeconds: delay / 1000 };
      }
    }
  } finally {
    limit.clear();
  }
}

/** Whether the signal ended a pause before its time. */
async function isCutShort(delay: Promise<void>, signal: AbortSignal): Promise<boolean> {
  try {
    await delay;
    return false;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
}
