import { reasonError } from "../../errors/index.js";

interface Caller {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Callers that wait, first come first served. */
export class WaitList {
  readonly #waiting = new Set<Caller>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves with the call of `next` that is for this caller. @throws the signal's reason, or that of `fail` */
  wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        caller.reject(reasonError(signal?.reason));
      };
      const leave = (): void => {
        this.#waiting.delete(caller);
        signal?.removeEventListener("abort", abort);
      };
      const caller: Caller = {
        resolve: () => {
          leave();
          resolve();
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiting.add(caller);
      signal?.addEventListener("abort", abort);
      if (signal?.aborted) abort();
    });
  }

  /** Lets the caller go on that has waited longest. Returns whether there was one. */
  next(): boolean {
    const [caller] = this.#waiting;
    caller?.resolve();
    return caller !== undefined;
  }

  /** Rejects all callers that wait. */
  fail(error: Error): void {
    for (const caller of [...this.#waiting]) caller.reject(error);
  }
}
