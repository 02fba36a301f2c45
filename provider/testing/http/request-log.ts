import { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { splitTarget } from "./request.js";

/** What a request is for: the API under `/api/atlas/`, an OAuth token, revoking one, or none of these. */
export type RequestKind = "api" | "token" | "revoke" | "other";

/** One request that the server has received, whatever became of it. */
export interface RecordedRequest {
  /** What it is for. */
  readonly kind: RequestKind;
  /** The HTTP method. */
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query, decoded; of a repeated name the last value. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers as received, names in lower case. Credentials are in there. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The answer's status; undefined until its head is sent, and for good if none was. */
  readonly status: number | undefined;
  /** Whether the answer was a Digest challenge. */
  readonly challenged: boolean;
  /** When the request's head had arrived, in milliseconds since 1970. */
  readonly at: number;
}

const TOKEN_PATH = "/api/oauth/token";
const REVOKE_PATH = "/api/oauth/revoke";
const API_PREFIX = "/api/atlas/";

/** A record whose answer is yet to be written down. */
export type OpenRecord = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/** Every request in the order of arrival. */
export class RequestLog {
  readonly entries: OpenRecord[] = [];

  record(incoming: IncomingMessage): OpenRecord {
    const { path, query } = splitTarget(incoming.url ?? "");
    const entry: OpenRecord = {
      kind: kindOf(path),
      method: incoming.method ?? "",
      path,
      query: Object.fromEntries(query),
      headers: { ...incoming.headers },
      status: undefined,
      challenged: false,
      at: Date.now(),
    };
    this.entries.push(entry);
    return entry;
  }

  clear(): void {
    this.entries.length = 0;
  }
}

function kindOf(path: string): RequestKind {
  if (path === TOKEN_PATH) return "token";
  if (path === REVOKE_PATH) return "revoke";
  return path.startsWith(API_PREFIX) ? "api" : "other";
}
