/** A signal that is aborted some milliseconds after another one. */
export function delayed(signal: AbortSignal, ms: number): AbortSignal {
  const later = new AbortController();
  const abort = (): void => {
    setTimeout(() => {
      later.abort(signal.reason);
    }, ms).unref();
  };
  signal.addEventListener("abort", abort, { once: true });
  return later.signal;
}
