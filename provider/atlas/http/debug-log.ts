import { debuglog } from "node:util";
import { oneLine, reasonText } from "../../errors/index.js";
import { type Send } from "./types.js";

/** Prints lines with `NODE_DEBUG=atlas-data-lake`. They hold no header, no body and no secret. */
export const debugLog = debuglog("atlas-data-lake");

/** Prints a line for each request. Returns the function itself while the log is off. */
export function logged(send: Send, baseUrl: string): Send {
  if (!debugLog.enabled) return send;
  return async (request, signal) => {
    const { method, url, attempt } = request;
    const what = `${method} ${url.slice(baseUrl.length)}${attempt === undefined ? "" : `, attempt ${attempt}`}`;
    const start = performance.now();
    const elapsed = (): string => `${Math.round(performance.now() - start)} ms`;
    try {
      const response = await send(request, signal);
      debugLog(`${what}: ${response.status} in ${elapsed()}`);
      return response;
    } catch (error) {
      debugLog(`${what}: no response in ${elapsed()}: ${oneLine(reasonText(error))}`);
      throw error;
    }
  };
}
