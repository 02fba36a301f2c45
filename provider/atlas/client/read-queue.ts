import { reasonError } from "../../errors/index.js";
import { type Clock } from "../async/clock.js";
import { isTransientStatus } from "../http/retry-policy.js";
import { TransportError } from "../http/transport-error.js";
import { RetryError, type RetryResult } from "./retry.js";

export interface ReadQueueOptions {
  readonly maxConcurrentReads: number;
  readonly retryTimeoutSeconds: number;
  readonly clock: Clock;
}

/**
 * Runs a limited number of reads at once, first come first served.
 *
 * The queued reads fail when no read has got a response for as long as one read may take (`retryTimeoutSeconds`).
 * Without this rule they would wait for one deadline after another while Atlas is down.
 */
export class ReadQueue {
  readonly #options: ReadQueueOptions;
  /** Functions that take a read off the queue, oldest first, with the time at which it was queued. */
  readonly #queued = new Map<(error?: Error) => void, number>();
  #running = 0;
  /** Runs while reads do, and starts again with each response. */
  #stall: NodeJS.Timeout | undefined;

  constructor(options: ReadQueueOptions) {
    this.#options = options;
  }

  /** @throws RetryError if the queue is stalled, or the reason of a signal that is aborted in the queue */
  async run(read: () => Promise<RetryResult>, signal: AbortSignal | undefined): Promise<RetryResult> {
    signal?.throwIfAborted();
    if (this.#running < this.#options.maxConcurrentReads) this.#begin();
    else await this.#enqueue(signal);
    try {
      const result = await read();
      if (!isTransientStatus(result.response.status)) this.#stall?.refresh();
      return result;
    } finally {
      const [next] = this.#queued.keys();
      if (next) next();
      else this.#end();
    }
  }

  #begin(): void {
    this.#running += 1;
    this.#stall ??= setTimeout(this.#failQueued, this.#options.retryTimeoutSeconds * 1000);
  }

  #end(): void {
    this.#running -= 1;
    if (this.#running > 0) return;
    clearTimeout(this.#stall);
    this.#stall = undefined;
  }

  #enqueue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (error?: Error): void => {
        this.#queued.delete(leave);
        signal?.removeEventListener("abort", abort);
        if (error) reject(error);
        else resolve();
      };
      const abort = (): void => {
        leave(reasonError(signal?.reason));
      };
      this.#queued.set(leave, this.#options.clock.now());
      signal?.addEventListener("abort", abort);
    });
  }

  readonly #failQueued = (): void => {
    this.#stall?.refresh();
    const { clock, maxConcurrentReads } = this.#options;
    for (const [leave, queuedAt] of [...this.#queued]) {
      const seconds = (clock.now() - queuedAt) / 1000;
      const message =
        `timed out after ${seconds.toFixed(1)} s in the queue: ` +
        `none of the ${maxConcurrentReads} concurrent reads got a response`;
      leave(new RetryError(0, seconds, new TransportError("deadline", message, false)));
    }
  };
}
