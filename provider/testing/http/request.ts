import { type IncomingHttpHeaders, type IncomingMessage } from "node:http";

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

/** A request with its whole body. */
export interface LocalRequest extends Omit<RecordedRequest, "status" | "challenged" | "at"> {
  /** Path and query, exactly as sent and as a Digest response signs them. */
  readonly target: string;
  readonly body: string;
}

/** The record of a request that has just arrived. */
export function recordOf({ method = "", url = "", headers }: IncomingMessage): OpenRecord {
  const [path = ""] = url.split("?", 1);
  const query = Object.fromEntries(new URLSearchParams(url.slice(path.length)));
  const empty = { status: undefined, challenged: false };
  return { kind: kindOf(path), method, path, query, headers: { ...headers }, ...empty, at: Date.now() };
}

function kindOf(path: string): RequestKind {
  if (path === "/api/oauth/token") return "token";
  if (path === "/api/oauth/revoke") return "revoke";
  return path.startsWith("/api/atlas/") ? "api" : "other";
}
