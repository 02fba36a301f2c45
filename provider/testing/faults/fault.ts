import { type ApiError } from "../http/api-error.js";

/** `Retry-After`: a number of seconds, a Date (sent as an HTTP date), or a text to send as it is. */
export type RetryAfter = number | Date | string;

/** Where in an answer something goes wrong: "midBody" is after the head and half of the body. */
export type FaultPoint = "beforeHeaders" | "midBody";

/**
 * What goes wrong with an answer. "status", "rateLimited", "gone" and "raw" replace the answer, and the request is not
 * looked at: no nonce is used, no token issued. The others spoil the answer that the request would have got, which is
 * the Digest challenge if it carries no credentials.
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
  | RawFault
  | DelayFault
  | HangFault
  | ResetFault
  | TruncateFault
  | DripFault
  | ContentTypeFault;

/** Answers with a status and an `ApiError` body. */
export interface StatusFault {
  /** Which fault this is. */
  readonly type: "status";
  /** The status to answer with, 200 to 599. */
  readonly status: number;
  /** Fields of the body; the rest follows from the status. */
  readonly error?: Partial<ApiError>;
  /** When to try again, as the `Retry-After` header. Default: no such header. */
  readonly retryAfter?: RetryAfter;
  /** More headers, or others than usual, such as `Location`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers 429 as Atlas does when there have been too many requests. */
export interface RateLimitedFault {
  /** Which fault this is. */
  readonly type: "rateLimited";
  /** When to try again, as the `Retry-After` header. Default: no such header; Atlas may send none. */
  readonly retryAfter?: RetryAfter;
}

/** Answers 410 VERSION_GONE as Atlas does for a version of a resource that it has removed. */
export interface GoneFault {
  /** Which fault this is. */
  readonly type: "gone";
}

/** Answers with any body at all. */
export interface RawFault {
  /** Which fault this is. */
  readonly type: "raw";
  /** The body as it is sent. */
  readonly body: string | Uint8Array;
  /** The status to answer with, 200 to 599. Default 200. */
  readonly status?: number;
  /** The `Content-Type` header. Default: that of a run, `application/vnd.atlas.2023-01-01+json`. */
  readonly contentType?: string;
  /** More headers, or others than usual. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Waits, then answers as usual, by what is true then. */
export interface DelayFault {
  /** Which fault this is. */
  readonly type: "delay";
  /** How long it waits, 0 to 2147483647. */
  readonly milliseconds: number;
}

/** Stops answering and keeps the connection open, until the client or `close()` ends it. */
export interface HangFault {
  /** Which fault this is. */
  readonly type: "hang";
  /** Where in the answer. Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Resets the TCP connection (RST). */
export interface ResetFault {
  /** Which fault this is. */
  readonly type: "reset";
  /** Where in the answer. Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Ends the connection in an orderly way after half of the body. */
export interface TruncateFault {
  /** Which fault this is. */
  readonly type: "truncate";
  /** How the head announces the whole body. Default "contentLength". */
  readonly framing?: "contentLength" | "chunked";
}

/** Sends the body byte by byte. */
export interface DripFault {
  /** Which fault this is. */
  readonly type: "drip";
  /** The pause before each byte, in milliseconds, 0 to 2147483647. */
  readonly millisecondsPerByte: number;
}

/** Answers as usual, but with another `Content-Type`. */
export interface ContentTypeFault {
  /** Which fault this is. */
  readonly type: "contentType";
  /** The `Content-Type` header. */
  readonly contentType: string;
}
