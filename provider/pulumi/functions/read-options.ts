import { setMaxListeners } from "node:events";
import { checkKeys } from "../arguments/check-keys.js";
import { AtlasError, InvalidArgumentError, oneLine, quoted, reasonText } from "../../errors/index.js";

/**
 * Options of a read by a function.
 *
 * @example
 * ```ts
 * const options: atlas.ReadOptions = { signal: AbortSignal.timeout(20_000) };
 * ```
 */
export interface ReadOptions {
  /**
   * Cancels the read, or the wait for a state, when it is aborted: immediately, also in the queue and before a retry. The
   * function then rejects with an {@link AtlasError} of the code `CANCELLED`, whose `cause` is the signal's
   * reason. Default: nothing but the deadlines ends it.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads with the signal of the options.
 *
 * @param where Prefix that names the function, with its colon.
 * @throws AtlasError `CANCELLED` when the signal is aborted; InvalidArgumentError for another option or signal
 */
export async function readWithOptions<T>(
  where: string,
  options: ReadOptions | undefined,
  read: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const signal = checkSignal(where, checkKeys(where, "the options", options ?? {}, ["signal"]).signal);
  try {
    // A program may share one: without this, Node 20 warns of a signal with many listeners, as later versions do not. A
    // signal derived with `AbortSignal.any` would leave a reference behind at the program's signal.
    if (signal) setMaxListeners(0, signal);
    return await read(signal);
  } catch (error) {
    // An AtlasError is the error of this read, unless the program aborted the signal with that error.
    const isOwn = error instanceof AtlasError && error !== signal?.reason;
    if (!signal?.aborted || isOwn) throw error;
    throw cancelled(where, signal.reason);
  }
}

function checkSignal(where: string, signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal === null || signal instanceof AbortSignal) return signal ?? undefined;
  throw new InvalidArgumentError(`${where}the option signal must be an AbortSignal, got ${quoted(signal)}`);
}

function cancelled(where: string, reason: unknown): AtlasError {
  return new AtlasError("CANCELLED", `${where}cancelled by its signal: ${oneLine(reasonText(reason))}`, {
    cause: reason,
  });
}
