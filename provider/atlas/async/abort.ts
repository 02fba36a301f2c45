import { reasonError } from "../../errors/index.js";

/** Settles as the promise does, or rejects with the signal's reason if that comes first. The promise is not ended. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) {
    // This may be the only listener to the promise: its rejection must not be unhandled.
    promise.catch(() => undefined);
    signal.throwIfAborted();
  }
  let fail = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    fail = () => {
      reject(reasonError(signal.reason));
    };
    signal.addEventListener("abort", fail, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    // Not by a signal of its own, which would leave a reference behind.
    signal.removeEventListener("abort", fail);
  }
}

/**
 * Runs a task with a signal that is aborted after some milliseconds, or with another signal before that.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would leave a timer and weak references behind for each use. For a
 * thousand reads that costs more than everything else this package adds to a request.
 */
export async function withDeadline<T>(
  milliseconds: number,
  reason: () => Error,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(outer?.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(reason());
  }, milliseconds);
  outer?.addEventListener("abort", abort, { once: true });
  if (outer?.aborted) abort();
  try {
    return await task(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}
