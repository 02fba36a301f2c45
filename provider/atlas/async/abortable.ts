import { reasonError } from "../../errors/index.js";

/** Settles as the promise does, or rejects with the signal's reason if that comes first. The promise is not ended. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    // This may be the only listener to the promise: its rejection must not be unhandled.
    promise.catch(() => undefined);
    signal.throwIfAborted();
  }
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const fail = (): void => {
      reject(reasonError(signal.reason));
    };
    signal.addEventListener("abort", fail, { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    settled.abort();
  }
}
