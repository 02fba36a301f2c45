import { TransportError } from "../http/transport-error.js";
import { type Clock } from "../async/clock.js";
import { Limiter } from "./limiter.js";
import { type RetryResult } from "./retry.js";
import { isTransient } from "../http/retry-policy.js";

/**
 * A read that failed sooner than in this share of its time says nothing of how long the others would wait, and one that
 * has not waited for so long yet may have come when Atlas was well again.
 */
const LONG_SHARE = 0.5;

export interface TurnsOptions {
  readonly maxConcurrentReads: number;
  readonly retryTimeoutSeconds: number;
  readonly clock: Clock;
}

/**
 * Gives each read its turn. When a read has used up its time and meanwhile no other has been answered either, those
 * that have waited long for their turn end with it: one after the other, they would wait for as many deadlines.
 */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #limiter: Limiter;
  #answeredAt = -Infinity;

  constructor(options: TurnsOptions) {
    this.#options = options;
    this.#limiter = new Limiter(options.maxConcurrentReads);
  }

  /** What a read comes to in its turn. @throws the reason of the signal, where that is aborted before */
  async run(read: () => Promise<RetryResult>, signal: AbortSignal | undefined): Promise<RetryResult> {
    const asked = this.#options.clock.now();
    try {
      return await this.#limiter.run(() => this.#watch(read, signal), signal, asked);
    } catch (error) {
      if (!(error instanceof Stalled)) throw error;
      return this.#noTurn((this.#options.clock.now() - asked) / 1000);
    }
  }

  async #watch(read: () => Promise<RetryResult>, signal: AbortSignal | undefined): Promise<RetryResult> {
    const begun = this.#options.clock.now();
    const result = await read();
    if ("response" in result.outcome && !isTransient(result.outcome)) {
      this.#answeredAt = this.#options.clock.now();
    } else if (
      signal?.aborted !== true &&
      this.#answeredAt < begun &&
      result.elapsedSeconds * 1000 >= this.#long
    ) {
      this.#limiter.dismiss(new Stalled(), this.#options.clock.now() - this.#long);
    }
    return result;
  }

  /** In milliseconds. */
  get #long(): number {
    return this.#options.retryTimeoutSeconds * 1000 * LONG_SHARE;
  }

  #noTurn(elapsedSeconds: number): RetryResult {
    const { maxConcurrentReads } = this.#options;
    const message = `waited ${elapsedSeconds.toFixed(1)} s for its turn, while none of ${maxConcurrentReads} reads at once was answered`;
    const outcome = { error: new TransportError("deadline", message, false) };
    return { outcome, attempts: 0, elapsedSeconds, dueDelaySeconds: undefined };
  }
}

/** Why a read that waits for its turn is sent away. */
class Stalled extends Error {}
