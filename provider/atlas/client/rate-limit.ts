import { type Clock } from "../async/clock.js";
import { WaitList } from "../async/wait-list.js";
import { type HttpResponse } from "../http/types.js";
import { LONGEST_RESET, parseRetryAfter, retryDelay } from "./retry-delay.js";
import { bucketOf } from "./token-bucket.js";

/** Longest delay of a timer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Holds the attempts of all reads of a client back together, so that they share the rate limit of Atlas.
 *
 * After a 429 nothing is sent until the time that the response gives; then attempts begin one at a time, and each
 * success allows one more. While `RateLimit-Remaining` is known, no more attempts are in flight than remain.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #waiting = new WaitList<boolean>();
  #timer: NodeJS.Timeout | undefined;
  /** Time of the monotonic clock before which nothing is sent. */
  #until = -Infinity;
  /** Most attempts in flight: without a limit until the first 429. */
  #window = Infinity;
  #remaining = Infinity;
  #inFlight = 0;
  /** Number of the last attempt, and of the latest one whose response counts. */
  #attempts = 0;
  #latest = 0;
  /** Holds after a 429, one after the other. */
  #holds = 0;
  /** Delay between attempts while none remain, in milliseconds, as the last 429 gave it. */
  #interval = 0;
  #isReported = false;
  /** The last 429, for reads that it keeps from an attempt until their deadline. */
  refusal: HttpResponse | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until the next attempt may begin; 0 if there is no hold. */
  get delay(): number {
    return Math.max(0, this.#until - this.#clock.now());
  }

  /** Ends a hold longer than this, so that the first of some later reads finds out whether it still holds. */
  endLongHold(longestMs: number): void {
    if (this.delay >= longestMs) this.#until = -Infinity;
  }

  /**
   * Waits until an attempt may begin. Calls `onHold` if it is the first one to wait for a hold. Resolves with false when
   * another hold begins, which may be longer than the caller can wait.
   *
   * @throws the signal's reason
   */
  async enter(signal: AbortSignal, onHold: (delayMs: number) => void): Promise<boolean> {
    const { delay } = this;
    if (delay > 0 && !this.#isReported) {
      this.#isReported = true;
      onHold(delay);
    }
    const entered = this.#waiting.wait(signal);
    this.#release();
    return entered;
  }

  /** Makes an attempt that has entered. */
  async run(attempt: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const number = ++this.#attempts;
    try {
      const response = await attempt();
      this.#note(response, number);
      return response;
    } finally {
      this.#inFlight -= 1;
      this.#release();
    }
  }

  #note(response: HttpResponse, attempt: number): void {
    if (response.status === 429) {
      // Attempts that were in flight together are refused together: that is one hold.
      if (this.delay === 0) this.#holds += 1;
      this.#hold(retryDelay(response, this.#holds, this.#clock.random, Date.now));
      this.#window = 1;
      this.#remaining = Infinity;
      this.#interval = bucketOf(response)?.intervalMs ?? 0;
      this.refusal = response;
      this.#latest = this.#attempts;
      return;
    }
    this.#holds = 0;
    const remaining = Number(/^\d+/.exec(response.header("ratelimit-remaining") ?? "")?.[0] ?? Infinity);
    if (attempt > this.#latest) {
      this.#latest = attempt;
      this.#window += 1;
      this.#remaining = remaining;
    } else {
      // Responses may come in another order than the requests. Only that of a later request shows a refill.
      this.#remaining = Math.min(remaining, this.#remaining);
    }
    if (this.#remaining > 0) return;
    const reset = parseRetryAfter(response.header("ratelimit-reset"), NaN) ?? this.#interval;
    this.#hold(Math.min(reset, LONGEST_RESET));
  }

  #hold(delayMs: number): void {
    const until = this.#clock.now() + delayMs;
    if (until <= this.#until) return;
    // A few refusals in flight together make a hold longer by little.
    if (until - this.#until > 1000) this.#isReported = false;
    this.#until = until;
    while (this.#waiting.next(false));
  }

  /** Lets as many attempts begin as may, and comes back at the end of a hold. */
  readonly #release = (): void => {
    const { delay } = this;
    if (delay > 0) {
      clearTimeout(this.#timer);
      // The deadlines of the reads that wait keep the process alive.
      this.#timer = setTimeout(this.#release, Math.min(Math.ceil(delay), LONGEST_TIMER)).unref();
      return;
    }
    const most = Math.min(this.#window, Math.max(1, this.#remaining));
    while (this.#inFlight < most && this.#waiting.next(true)) this.#inFlight += 1;
  };
}
