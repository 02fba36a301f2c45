import { request as send, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { head } from "./http-text.js";
import { type Script } from "./wire-request.js";

/** Passes a request on to an HTTP server, and its response back. */
export function forward(upstream: string): Script {
  return async (socket, { method, path, headers, body }) => {
    const { "content-length": _, connection: __, ...rest } = headers;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(upstream + path, { method, headers: rest, agent: false }, resolve)
        .on("error", reject)
        .end(body);
    });
    const content = await buffer(response);
    const fields = Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    socket.write(
      head(response.statusCode ?? 0, { ...Object.fromEntries(fields), "content-length": content.length }),
    );
    socket.write(content);
  };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
]);
