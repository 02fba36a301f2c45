import { reasonError } from "../../errors/index.js";

/** Callers that wait, first come first served. */
export class WaitList<T> {
  readonly #waiting = new Set<{
    readonly resolve: (value: T) => void;
    readonly reject: (error: Error) => void;
  }>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves with the value of the call of `next` that is for this caller. @throws the signal's reason, or that of `fail` */
  wait(signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        caller.reject(reasonError(signal?.reason));
      };
      const leave = (): void => {
        this.#waiting.delete(caller);
        signal?.removeEventListener("abort", abort);
      };
      const caller = {
        resolve: (value: T): void => {
          leave();
          resolve(value);
        },
        reject: (error: Error): void => {
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
  next(value: T): boolean {
    const [caller] = this.#waiting;
    caller?.resolve(value);
    return caller !== undefined;
  }

  /** Rejects all callers that wait. */
  fail(error: Error): void {
    for (const caller of [...this.#waiting]) caller.reject(error);
  }
}
