import { type ApiError } from "../http/error-response.js";
import { type RequestKind } from "../http/request.js";

/** `Retry-After`: a number of seconds, a Date (sent as an HTTP date), or a text to send as it is. */
export type RetryAfter = number | Date | string;

/**
 * A failure of the server or the network. "status", "rateLimited", "gone", "addressRefused", "pagingTimeout" and "raw" replace
 * the response, and the request has no effect: no nonce is used, no token issued. The others spoil the usual response, which
 * is the Digest challenge for a request without credentials.
 *
 * @example
 * ```ts
 * const faults: Fault[] = [
 *   { type: "status", status: 503, retryAfter: 1 },
 *   { type: "hang", at: "midBody" },
 *   { type: "raw", body: "<html>a proxy's page</html>", contentType: "text/html" },
 * ];
 * ```
 */
export type Fault =
  | StatusFault
  | RateLimitedFault
  | AtlasErrorFault
  | RawFault
  | DelayFault
  | InterruptionFault
  | TruncateFault
  | DripFault
  | ContentTypeFault;

/** Responds with a status and an `ApiError` body. */
export interface StatusFault {
  readonly type: "status";
  /** Status of the response, 200 to 599. */
  readonly status: number;
  /** Fields of the body; the rest follows from the status. */
  readonly error?: Partial<ApiError>;
  /** The `Retry-After` header. Default: none. */
  readonly retryAfter?: RetryAfter;
  /** Headers to add or replace, such as `Location`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Responds with 429 as Atlas does after too many requests. */
export interface RateLimitedFault {
  readonly type: "rateLimited";
  /** The `Retry-After` header. Default: none; Atlas may send none. */
  readonly retryAfter?: RetryAfter;
}

/**
 * Responds with an error as Atlas does. "gone": 410 VERSION_GONE, for a version of a resource that it has removed.
 * "addressRefused": 403 IP_ADDRESS_NOT_ON_ACCESS_LIST. "pagingTimeout": 500 TIMEOUT_WHILE_PAGING, when it cannot count the
 * runs of a list in time. The last strikes only requests for a list that do not have `includeCount=false`.
 */
export interface AtlasErrorFault {
  readonly type: "gone" | "addressRefused" | "pagingTimeout";
}

/** Responds with a given body. */
export interface RawFault {
  readonly type: "raw";
  /** The body as it is sent. */
  readonly body: string | Uint8Array;
  /** Status of the response, 200 to 599. Default 200. */
  readonly status?: number;
  /** The `Content-Type` header. Default: that of a run, `application/vnd.atlas.2023-01-01+json;charset=utf-8`. */
  readonly contentType?: string;
  /** Headers to add or replace. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Waits, then responds as usual, with the run as it is then. */
export interface DelayFault {
  readonly type: "delay";
  /** Milliseconds to wait, 0 to 2147483647. */
  readonly milliseconds: number;
}

/**
 * Ends the response early. "hang" sends no more and keeps the connection open, until the client or `close()` ends it.
 * "reset" resets the TCP connection (RST).
 */
export interface InterruptionFault {
  readonly type: "hang" | "reset";
  /** Point of the response: "midBody" is after the head and half of the body. Default "beforeHeaders". */
  readonly at?: "beforeHeaders" | "midBody";
}

/** Ends the connection with a FIN after half of the body. */
export interface TruncateFault {
  readonly type: "truncate";
  /** Header that announces the whole body. Default "contentLength". */
  readonly framing?: "contentLength" | "chunked";
}

/** Sends the body byte by byte. */
export interface DripFault {
  readonly type: "drip";
  /** Milliseconds before each byte, 0 to 2147483647. */
  readonly millisecondsPerByte: number;
}

/** Responds as usual, but with another `Content-Type`. */
export interface ContentTypeFault {
  readonly type: "contentType";
  /** The `Content-Type` header. */
  readonly contentType: string;
}

/** The requests that a fault strikes. */
export interface FaultOptions {
  /** Number of requests, a whole number from 1. Default: all, until `clearFaults()`. */
  readonly times?: number;
  /** Kind of the requests. Default "api". */
  readonly kind?: Exclude<RequestKind, "other">;
  /** Pattern, or its source, that matches the path as sent and without the query. Default: any path. */
  readonly path?: RegExp | string;
}

/** A fault, and the requests that it strikes. */
export interface LocalFault extends FaultOptions {
  /** The failure. */
  readonly fault: Fault;
}
