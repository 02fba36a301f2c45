import { reasonError } from "../../errors/index.js";

/** One who waits for a turn. */
interface Waiter {
  readonly asked: number;
  readonly begin: () => void;
  readonly fail: (reason: unknown) => void;
}

/** Lets a limited number of tasks run at once; the others begin in the order they came. */
export class Limiter {
  #free: number;
  // In the order they came, which is that of a Set.
  readonly #waiting = new Set<Waiter>();

  constructor(limit: number) {
    this.#free = limit;
  }

  /**
   * Runs a task in its turn. `asked` is when it came, on any clock.
   *
   * @throws the reason of a signal that is aborted before that, or of `dismiss`
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal | undefined, asked: number): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal, asked);
    try {
      return await task();
    } finally {
      this.#passOn();
    }
  }

  /** Sends all away who wait for their turn and came up to that time. */
  dismiss(reason: unknown, until: number): void {
    for (const { asked, fail } of [...this.#waiting]) if (asked <= until) fail(reason);
  }

  #turn(signal: AbortSignal | undefined, asked: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiter.fail(signal?.reason);
      };
      const left = (): void => {
        this.#waiting.delete(waiter);
        signal?.removeEventListener("abort", leave);
      };
      const waiter: Waiter = {
        asked,
        begin: () => {
          left();
          resolve();
        },
        fail: (reason) => {
          left();
          reject(reasonError(reason));
        },
      };
      this.#waiting.add(waiter);
      signal?.addEventListener("abort", leave);
    });
  }

  #passOn(): void {
    const [next] = this.#waiting;
    if (next) next.begin();
    else this.#free += 1;
  }
}
