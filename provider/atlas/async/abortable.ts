import { reasonError } from "../../errors/index.js";

/** The promise's outcome, or the signal's reason if that comes first. The promise's work goes on for others. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    // Nobody else may be there to hear of its failure.
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
