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
