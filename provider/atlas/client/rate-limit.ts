import { WaitList } from "../async/wait-list.js";
import { bucketOf, resetDelay, retryDelay } from "../http/retry-policy.js";
import { type HttpResponse } from "../http/types.js";

/** A hold is reported again when it becomes longer by more than this, in milliseconds. */
const REPORTED_AGAIN = 1_000;

/**
 * Holds the attempts of all reads of a client back together, so that they share the rate limit of Atlas.
 *
 * After a 429 nothing begins until the time that the response gives. Then one attempt begins. If it succeeds, as many
 * more begin as remain (`RateLimit-Remaining`), or else as one refill allows, until the next refill.
 */
export class RateLimit {
  readonly #longestMs: number;
  readonly #waiting = new WaitList();
  #report: (delayMs: number) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Time of the monotonic clock before which nothing begins, and the one that was reported last. */
  #until = -Infinity;
  #reported = -Infinity;
  /** Holds after a 429, one after the other. */
  #holds = 0;
  #inFlight = 0;
  /** Attempts that may begin, as far as is known: without a limit until the first 429 or `RateLimit-Remaining`. */
  #allowed = Infinity;
  /** The refill that the last 429 gave, and the time of the next one once an attempt has succeeded after that. */
  #refill: { readonly requests: number; readonly periodMs: number } | undefined;
  #refilledAt = Infinity;

  /** @param longestMs - Time that a read may take. A 429 that asks for more holds no other read back. */
  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** Milliseconds until the next attempt may begin; 0 if there is no hold. */
  get delay(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /** Waits until an attempt may begin. `onHold` is called once for each hold. @throws the signal's reason */
  enter(signal: AbortSignal, onHold: (delayMs: number) => void): Promise<void> {
    this.#report = onHold;
    const entered = this.#waiting.wait(signal);
    this.#release();
    return entered;
  }

  /** Ends an attempt that has entered, with its response if it got one. */
  leave(response: HttpResponse | undefined): void {
    this.#inFlight -= 1;
    if (response?.status === 429) this.#limited(response);
    else if (response) this.#responded(response);
    this.#release();
  }

  #limited(response: HttpResponse): void {
    // Attempts that were in flight together get a 429 together: that is one hold.
    if (this.delay === 0) this.#holds += 1;
    const delay = retryDelay(response, this.#holds);
    if (delay < this.#longestMs) this.#hold(delay);
    this.#allowed = 1;
    this.#refill = bucketOf(response)?.refill;
    this.#refilledAt = Infinity;
  }

  #responded(response: HttpResponse): void {
    // Its attempt began before the hold: it says nothing of the time after it.
    if (this.delay > 0) return;
    this.#holds = 0;
    const remaining = /^\d+/.exec(response.header("ratelimit-remaining") ?? "")?.[0];
    if (this.#refilledAt === Infinity) {
      if (this.#refill) this.#refilledAt = performance.now() + this.#refill.periodMs;
      this.#allowed = this.#refill ? this.#refill.requests - 1 - this.#inFlight : this.#allowed + 2;
    }
    if (remaining === undefined) return;
    // Those in flight may not be counted yet.
    this.#allowed = Number(remaining) - this.#inFlight;
    if (Number(remaining) === 0) this.#hold(resetDelay(response) ?? 0);
  }

  #hold(delayMs: number): void {
    this.#until = Math.max(this.#until, performance.now() + delayMs);
  }

  /** Lets as many attempts begin as may, and comes back at the end of a hold. */
  readonly #release = (): void => {
    if (performance.now() >= this.#refilledAt) {
      this.#refilledAt = Infinity;
      // Fewer were needed than a refill allows: there is no need for a limit.
      if (this.#allowed > 0) [this.#refill, this.#allowed] = [undefined, Infinity];
    }
    if (this.#allowed <= 0 && this.#inFlight === 0) {
      if (this.#refilledAt < Infinity) this.#until = Math.max(this.#until, this.#refilledAt);
      else this.#allowed = 1;
    }
    const { delay } = this;
    if (delay > 0) {
      if (this.#waiting.size === 0) return;
      if (this.#until > this.#reported + REPORTED_AGAIN) {
        this.#reported = this.#until;
        this.#report(delay);
      }
      clearTimeout(this.#timer);
      // The deadlines of the reads that wait keep the process alive.
      this.#timer = setTimeout(this.#release, Math.ceil(delay)).unref();
      return;
    }
    while (this.#allowed > 0 && this.#waiting.next()) {
      this.#allowed -= 1;
      this.#inFlight += 1;
    }
  };
}
