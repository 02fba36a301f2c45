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
