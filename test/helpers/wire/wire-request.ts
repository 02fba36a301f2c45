import { type Socket } from "node:net";
import { parseHead } from "../http-head.js";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Responds to one request, byte by byte as it likes. */
export type Script = (socket: Socket, request: WireRequest) => void | Promise<void>;

/** The requests of a connection, one after another. They are this package's own: ASCII, and with a length. */
export async function* readRequest(socket: Socket): AsyncGenerator<WireRequest> {
  let text = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString("latin1");
    for (let parsed = parse(text); parsed; parsed = parse(text)) {
      text = text.slice(parsed.length);
      yield parsed.request;
    }
  }
}

function parse(text: string): { request: WireRequest; length: number } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const { method, target: path, headers } = parseHead(text.slice(0, end));
  const length = end + 4 + Number(headers["content-length"] ?? "0");
  if (text.length < length) return undefined;
  return { request: { method, path, headers, body: text.slice(end + 4, length) }, length };
}
