import { reasonText } from "../../errors/index.js";
import { type Clock } from "../async/clock.js";
import { withDeadline } from "../async/deadline.js";
import { isTransient } from "../http/retry-policy.js";
import { TransportError } from "../http/transport-error.js";
import { type HttpResponse } from "../http/types.js";
import { type RateLimit } from "./rate-limit.js";
import { retryDelay } from "./retry-delay.js";

/** The last response of a read. */
export interface RetryResult {
  readonly response: HttpResponse;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  /** Delay before the next attempt, in seconds, if that would have ended after the deadline. */
  readonly dueDelaySeconds: number | undefined;
}

/** A read whose last attempt ended without a response. The cause is the error of that attempt. */
export class RetryError extends Error {
  override readonly name = "RetryError";

  constructor(
    readonly attempts: number,
    readonly elapsedSeconds: number,
    cause: unknown,
  ) {
    super("no response", { cause });
  }
}

export interface RetryOptions {
  /** Holds attempts back while Atlas limits their rate. */
  readonly rateLimit: RateLimit;
  /** Deadline of all attempts and delays together. */
  readonly timeoutSeconds: number;
  readonly clock: Clock;
  /** Ends an attempt or a delay at once. */
  readonly signal: AbortSignal | undefined;
  /** Called before each delay, with the reason for the retry and the number of attempts so far. */
  readonly onRetry: (reason: string, attempts: number, delayMs: number) => void;
  /** Called once for each time that the rate limit holds attempts back. */
  readonly onHold: (delayMs: number) => void;
}

/**
 * Makes attempts until one ends with a final response or error, or the next could not begin before the deadline.
 *
 * @throws RetryError
 */
export function withRetries(
  attempt: (signal: AbortSignal, attempt: number) => Promise<HttpResponse>,
  { timeoutSeconds, clock, rateLimit, signal, onRetry, onHold }: RetryOptions,
): Promise<RetryResult> {
  const start = clock.now();
  const expired = (): Error =>
    new TransportError("deadline", `no complete response within ${timeoutSeconds} s`, false);
  const endsInTime = (delayMs: number): boolean => clock.now() - start + delayMs < timeoutSeconds * 1000;
  return withDeadline(timeoutSeconds * 1000, expired, signal, async (end) => {
    let last: Outcome = {};
    for (let attempts = 0; ;) {
      const finish = (dueDelayMs?: number): RetryResult => {
        const elapsedSeconds = (clock.now() - start) / 1000;
        const response = last.response ?? (attempts === 0 && dueDelayMs ? rateLimit.refusal : undefined);
        if (response === undefined) {
          const error = attempts === 0 ? rateLimited(timeoutSeconds) : last.error;
          throw new RetryError(attempts, elapsedSeconds, error);
        }
        const dueDelaySeconds = dueDelayMs === undefined ? undefined : dueDelayMs / 1000;
        return { response, attempts, elapsedSeconds, dueDelaySeconds };
      };
      const hold = rateLimit.delay;
      if (hold > 0 && !endsInTime(hold)) return finish(hold);
      const entered = rateLimit.enter(end, onHold);
      if (await isCutShort(entered, end)) return finish(rateLimit.delay || undefined);
      if (!(await entered)) continue;
      attempts += 1;
      last = await settle(rateLimit.run(() => attempt(end, attempts)));
      const { response, error } = last;
      if (!(response ? isTransient(response) : isTransientError(error))) return finish();
      // The rate limit holds all reads back together.
      if (response?.status === 429) continue;
      const delay = retryDelay(response, attempts, clock.random, Date.now);
      if (!endsInTime(delay)) return finish(delay);
      onRetry(response ? `status ${response.status}` : reasonText(error), attempts, delay);
      // Timers may fire early: a delay that the deadline ends would have ended after it.
      if (await isCutShort(clock.sleep(delay, end), end)) return finish(delay);
    }
  });
}

/** The response or the error of an attempt. */
interface Outcome {
  readonly response?: HttpResponse;
  readonly error?: unknown;
}

async function settle(attempt: Promise<HttpResponse>): Promise<Outcome> {
  try {
    return { response: await attempt };
  } catch (error) {
    return { error };
  }
}

function isTransientError(error: unknown): boolean {
  return error instanceof TransportError && error.retryable;
}

/** The error of a read without an attempt. */
function rateLimited(seconds: number): TransportError {
  const message = `the rate limit of Atlas allows no request within ${seconds} s`;
  const advice = "Raise atlas-data-lake:retryTimeoutSeconds, or retry later";
  return new TransportError("deadline", message, false, { advice });
}

/** Returns whether the signal ended a delay, or a hold of the rate limit, before its time. */
async function isCutShort(delay: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  try {
    await delay;
    return false;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
}
