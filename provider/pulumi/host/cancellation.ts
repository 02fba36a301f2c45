import { type IncomingHttpHeaders } from "node:http2";
import { setMaxListeners, type EventEmitter } from "node:events";
import { AtlasError } from "../../errors/index.js";
import { install } from "./install.js";
import { ownListener } from "../process/interrupts.js";

/** The engine's request to a provider to stop what it does, as it comes to the host of dynamic providers. */
const CANCEL_PATH = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Aborted when the engine asks the provider process to cancel, which it does at the first Ctrl-C, or tells it to end.
 *
 * The engine then waits for every read that is under way, and the host answers the request without telling the
 * provider. So this listens in on the host's own server. Should a later host not be recognized, a wait lasts until
 * its deadline or until the second Ctrl-C, as with any other dynamic provider.
 */
export function cancellation(): AbortController {
  const controller = new AbortController();
  // Every read that is under way listens, however many there are.
  setMaxListeners(0, controller.signal);
  const cancel = ownListener(() => {
    controller.abort(new AtlasError("CANCELLED", "cancelled while reading a Data Lake Pipeline run"));
  });
  install(() => {
    hostServer()?.prependListener("stream", (_stream: unknown, headers: IncomingHttpHeaders) => {
      if (headers[":path"] === CANCEL_PATH) cancel();
    });
  });
  install(() => process.once("SIGINT", cancel));
  return controller;
}

/** The HTTP/2 server that listens in this process: the host's, which is the only one. */
function hostServer(): EventEmitter | undefined {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles?: () => unknown[] };
  const servers = handles?.call(process).filter((handle) => className(handle) === "Http2Server") ?? [];
  return servers.length === 1 ? (servers[0] as EventEmitter) : undefined;
}

function className(handle: unknown): unknown {
  return (handle as { constructor?: { name?: unknown } } | null | undefined)?.constructor?.name;
}
