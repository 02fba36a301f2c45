import { type ApiError } from "../http/api-error.js";
import { type RequestKind } from "../http/request-log.js";

/** `Retry-After`: a number of seconds, a Date (sent as an HTTP date), or a text to send as it is. */
export type RetryAfter = number | Date | string;

/** The point of a response at which a fault happens: "midBody" is after the head and half of the body. */
export type FaultPoint = "beforeHeaders" | "midBody";

/**
 * A failure of the server or the network. "status", "rateLimited", "gone", "addressRefused", "pagingTimeout" and "raw" replace
 * the response, and the request
 * has no effect: no nonce is used, no token issued. The others spoil the usual response, which is the Digest challenge for a
 * request without credentials.
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
  | GoneFault
  | AddressRefusedFault
  | PagingTimeoutFault
  | RawFault
  | DelayFault
  | HangFault
  | ResetFault
  | TruncateFault
  | DripFault
  | ContentTypeFault;

/** Responds with a status and an `ApiError` body. */
export interface StatusFault {
  /** Name of the fault. */
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
  /** Name of the fault. */
  readonly type: "rateLimited";
  /** The `Retry-After` header. Default: none; Atlas may send none. */
  readonly retryAfter?: RetryAfter;
}

/** Responds with 410 VERSION_GONE as Atlas does for a version of a resource that it has removed. */
export interface GoneFault {
  /** Name of the fault. */
  readonly type: "gone";
}

/** Responds with 403 IP_ADDRESS_NOT_ON_ACCESS_LIST as Atlas does for an address that is not on the API access list. */
export interface AddressRefusedFault {
  /** Name of the fault. */
  readonly type: "addressRefused";
}

/**
 * Responds with 500 TIMEOUT_WHILE_PAGING as Atlas does when it cannot count the runs of a list in time. Strikes only
 * requests for a list that do not have `includeCount=false`.
 */
export interface PagingTimeoutFault {
  /** Name of the fault. */
  readonly type: "pagingTimeout";
}

/** Responds with a given body. */
export interface RawFault {
  /** Name of the fault. */
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
  /** Name of the fault. */
  readonly type: "delay";
  /** Milliseconds to wait, 0 to 2147483647. */
  readonly milliseconds: number;
}

/** Sends no more and keeps the connection open, until the client or `close()` ends it. */
export interface HangFault {
  /** Name of the fault. */
  readonly type: "hang";
  /** Point of the response. Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Resets the TCP connection (RST). */
export interface ResetFault {
  /** Name of the fault. */
  readonly type: "reset";
  /** Point of the response. Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Ends the connection with a FIN after half of the body. */
export interface TruncateFault {
  /** Name of the fault. */
  readonly type: "truncate";
  /** Header that announces the whole body. Default "contentLength". */
  readonly framing?: "contentLength" | "chunked";
}

/** Sends the body byte by byte. */
export interface DripFault {
  /** Name of the fault. */
  readonly type: "drip";
  /** Milliseconds before each byte, 0 to 2147483647. */
  readonly millisecondsPerByte: number;
}

/** Responds as usual, but with another `Content-Type`. */
export interface ContentTypeFault {
  /** Name of the fault. */
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
