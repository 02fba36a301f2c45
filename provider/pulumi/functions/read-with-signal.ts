import { setMaxListeners } from "node:events";
import { AtlasError, oneLine, reasonText } from "../../errors/index.js";

/**
 * Reads until a signal is aborted.
 *
 * @param prefix Prefix that names the function, with its colon.
 * @throws AtlasError `CANCELLED` when the signal is aborted
 */
export async function readWithSignal<T>(
  prefix: string,
  signal: AbortSignal | undefined,
  read: () => Promise<T>,
): Promise<T> {
  try {
    // A program may share one: without this, Node 20 warns of a signal with many listeners, as later versions do not. A
    // signal derived with `AbortSignal.any` would leave a reference behind at the program's signal.
    if (signal) setMaxListeners(0, signal);
    return await read();
  } catch (error) {
    // An AtlasError is the error of this read, unless the program aborted the signal with that error.
    const isOwn = error instanceof AtlasError && error !== signal?.reason;
    if (!signal?.aborted || isOwn) throw error;
    throw cancelled(prefix, signal.reason);
  }
}

function cancelled(prefix: string, reason: unknown): AtlasError {
  return new AtlasError("CANCELLED", `${prefix}cancelled by its signal: ${oneLine(reasonText(reason))}`, {
    cause: reason,
  });
}
