import { setMaxListeners, type EventEmitter } from "node:events";
import { type IncomingHttpHeaders } from "node:http2";
import { AtlasError } from "../../errors/index.js";

/** The engine's request to a provider to stop, as it comes to the host of dynamic providers. */
const CANCEL_PATH = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Makes the controller of the reads of this process. The engine's request to cancel aborts it, which comes at the first
 * Ctrl-C.
 *
 * The engine then waits for every read that is under way, and the host responds without telling the provider. So this
 * listens in on the host's own server. Should a later host not be recognized, a wait lasts until its deadline or until
 * the second Ctrl-C, as with any other dynamic provider.
 */
export function cancellation(): AbortController {
  const controller = new AbortController();
  // Every read that is under way listens, however many there are.
  setMaxListeners(0, controller.signal);
  hostServer()?.prependListener("stream", (_stream: unknown, headers: IncomingHttpHeaders) => {
    if (headers[":path"] !== CANCEL_PATH) return;
    cancelReads(controller);
  });
  return controller;
}

/** Aborts the reads of this process. The provider names the run in the error of each. */
export function cancelReads(controller: AbortController): void {
  controller.abort(new AtlasError("CANCELLED", "cancelled while reading a Data Lake Pipeline run"));
}

/** Returns the HTTP/2 server that listens in this process, if it is the only one: the host's. */
function hostServer(): EventEmitter | undefined {
  try {
    const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles: () => unknown[] };
    const servers = handles.call(process).filter((handle) => className(handle) === "Http2Server");
    return servers.length === 1 ? (servers[0] as EventEmitter) : undefined;
  } catch {
    // Node does not document the list of handles. A read must not fail because of it.
    return undefined;
  }
}

function className(handle: unknown): unknown {
  return (handle as { constructor?: { name?: unknown } } | null | undefined)?.constructor?.name;
}
