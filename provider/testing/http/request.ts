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

export function requestOf(
  { method = "", url: target = "", headers }: IncomingMessage,
  body: string,
): LocalRequest {
  const [path = ""] = target.split("?", 1);
  return { method, target, path, query: new URLSearchParams(target.slice(path.length)), headers, body };
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

/** The purpose of a request: the API under `/api/atlas/`, an OAuth token, revoking one, or none of these. */
export type RequestKind = "api" | "token" | "revoke" | "other";

/** One request that the server has received, whether or not it got a response. */
export interface RecordedRequest {
  /** Its purpose, by its path. */
  readonly kind: RequestKind;
  /** The HTTP method. */
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query, decoded. A repeated name has its last value. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers as received, names in lower case. They include the credentials. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The status of the response; undefined until its head is sent, and for good if none was. */
  readonly status: number | undefined;
  /** Whether the response was a Digest challenge. */
  readonly challenged: boolean;
  /** The time when the head of the request had arrived, in milliseconds since 1970. */
  readonly at: number;
}

/** A record whose response is yet to be recorded. */
export type OpenRecord = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/** The record of a request that has just arrived. */
export function recordOf(incoming: IncomingMessage): OpenRecord {
  const { method, path, query, headers } = requestOf(incoming, "");
  const empty = { status: undefined, challenged: false };
  return {
    kind: kindOf(path),
    method,
    path,
    query: Object.fromEntries(query),
    headers: { ...headers },
    ...empty,
    at: Date.now(),
  };
}

function kindOf(path: string): RequestKind {
  if (path === "/api/oauth/token") return "token";
  if (path === "/api/oauth/revoke") return "revoke";
  return path.startsWith("/api/atlas/") ? "api" : "other";
}
