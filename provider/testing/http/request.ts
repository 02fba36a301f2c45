import { type IncomingHttpHeaders, type IncomingMessage } from "node:http";

/** A request with its whole body. */
export interface LocalRequest {
  readonly method: string;
  /** Path and query, exactly as sent and as a Digest response signs them. */
  readonly target: string;
  /** The path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The requests for tokens have bodies of a few hundred bytes, and no other request has one. */
const MAX_BODY_BYTES = 64 * 1024;

export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target, query: new URLSearchParams() };
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

/** Reads a request's body; undefined if it is larger than the cap. Rejects if the client closes the connection. */
export async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString("utf8") : undefined;
}
