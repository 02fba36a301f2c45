import { reasonText } from "../../errors/index.js";
import { type Clock } from "../async/clock.js";
import { WaitList } from "../async/wait-list.js";
import { isTransient } from "../http/retry-policy.js";
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
 * When no read has got a response for as long as one read may take (`retryTimeoutSeconds`), one queued read probes. If
 * it gets none either, the other queued reads fail with it. Without this rule they would wait for one deadline after
 * another while Atlas is down.
 */
export class ReadQueue {
  readonly #options: ReadQueueOptions;
  /** The queued reads, which are told whether they probe. */
  readonly #queued = new WaitList<boolean>();
  #running = 0;
  /** Reads that have ended since the queue was last idle. */
  #done = 0;
  /** Runs while reads do, and starts again with each response. */
  #stall: NodeJS.Timeout | undefined;
  /** Whether a read probes, so that no other one begins. */
  #probing = false;

  constructor(options: ReadQueueOptions) {
    this.#options = options;
  }

  /** How many reads have ended since the queue was last idle, and how many there were. */
  get progress(): { readonly done: number; readonly total: number } {
    return { done: this.#done, total: this.#done + this.#running + this.#queued.size };
  }

  /** @throws RetryError if the queue is stalled, or the reason of a signal that is aborted in the queue */
  async run(read: () => Promise<RetryResult>, signal: AbortSignal | undefined): Promise<RetryResult> {
    signal?.throwIfAborted();
    const isProbe = this.isOpen ? this.#begin() : await this.#enqueue(signal);
    let failure: string | undefined;
    try {
      const result = await read();
      if (isTransient(result.response)) failure = `status ${result.response.status}`;
      else this.#resume();
      return result;
    } catch (error) {
      failure = reasonText(error instanceof RetryError ? error.cause : error);
      throw error;
    } finally {
      // A probe proves nothing once another read has got a response.
      this.#end(isProbe && this.#probing && !signal?.aborted ? failure : undefined, isProbe);
    }
  }

  /** Whether a read would begin at once. */
  get isOpen(): boolean {
    return !this.#probing && this.#running < this.#options.maxConcurrentReads;
  }

  #begin(): false {
    this.#running += 1;
    this.#stall ??= setTimeout(this.#probe, this.#options.retryTimeoutSeconds * 1000);
    return false;
  }

  async #enqueue(signal: AbortSignal | undefined): Promise<boolean> {
    const queuedAt = this.#options.clock.now();
    try {
      return await this.#queued.wait(signal);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const seconds = (this.#options.clock.now() - queuedAt) / 1000;
      const message = `timed out after ${seconds.toFixed(1)} s in the queue: ${error.message}`;
      throw new RetryError(0, seconds, new TransportError("deadline", message, false));
    }
  }

  /** Begins the oldest queued read, even if maxConcurrentReads others hang, and holds the rest back. */
  readonly #probe = (): void => {
    this.#probing = this.#queued.next(true);
    if (this.#probing) this.#begin();
    else this.#stall?.refresh();
  };

  #resume(): void {
    this.#probing = false;
    this.#stall?.refresh();
  }

  /** Ends a read: `failure` is why the probe, if it was it, got no response. */
  #end(failure: string | undefined, isProbe: boolean): void {
    this.#running -= 1;
    this.#done += 1;
    if (failure !== undefined) {
      this.#queued.fail(new TransportError("deadline", `no read succeeded (${failure})`, false));
      this.#resume();
    } else if (isProbe && this.#probing) {
      // Its reader has aborted the probe.
      this.#probe();
    }
    while (this.isOpen && this.#queued.next(false)) this.#begin();
    if (this.#running > 0) return;
    this.#done = 0;
    clearTimeout(this.#stall);
    this.#stall = undefined;
  }
}
