/**
 * A signal that is aborted after a time, or with another signal before that.
 *
 * In place of `AbortSignal.timeout` and `AbortSignal.any`, which leave a timer and weak references behind for each use:
 * for a thousand reads they cost more than all else that this package adds to a request.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number, reason: () => Error, outer: AbortSignal | undefined) {
    this.#outer = outer;
    this.#timer = setTimeout(() => {
      this.#controller.abort(reason());
    }, milliseconds);
    if (outer?.aborted) this.#follow();
    else outer?.addEventListener("abort", this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Lets go of the timer and of the other signal. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#follow);
  }

  readonly #follow = (): void => {
    clearTimeout(this.#timer);
    this.#controller.abort(this.#outer?.reason);
  };
}
