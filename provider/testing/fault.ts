import { type ApiError } from "./api-error.js";

/** `Retry-After`: a number of seconds, a Date (sent as an HTTP date), or a text to send as it is. */
export type RetryAfter = number | Date | string;

/** Where in an answer something goes wrong; "midBody" is after the head and half of the body. */
export type FaultPoint = "beforeHeaders" | "midBody";

/**
 * What goes wrong with an answer. "status", "rateLimited", "gone" and "raw" replace the answer, and the request is not
 * looked at: no nonce is used, no token issued. The others spoil the answer that the request would have got, which is
 * the Digest challenge if it carries no credentials.
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
  readonly type: "status";
  /** 200 to 599. */
  readonly status: number;
  /** Fields of the body; the rest follows from the status. */
  readonly error?: Partial<ApiError>;
  /** Default: no such header. */
  readonly retryAfter?: RetryAfter;
  /** More headers, or others than usual, such as `Location`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers 429 as Atlas does when there have been too many requests. */
export interface RateLimitedFault {
  readonly type: "rateLimited";
  /** Default: no such header. Atlas may send none. */
  readonly retryAfter?: RetryAfter;
}

/** Answers 410 VERSION_GONE as Atlas does for a version of a resource that it has removed. */
export interface GoneFault {
  readonly type: "gone";
}

/** Answers with any body at all. */
export interface RawFault {
  readonly type: "raw";
  readonly body: string | Uint8Array;
  /** 200 to 599. Default 200. */
  readonly status?: number;
  /** Default: that of a run, `application/vnd.atlas.2023-01-01+json`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Waits, then answers as usual, by what is true then. */
export interface DelayFault {
  readonly type: "delay";
  /** 0 to 2147483647. */
  readonly milliseconds: number;
}

/** Stops answering and keeps the connection open, until the client or `close()` ends it. */
export interface HangFault {
  readonly type: "hang";
  /** Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Resets the TCP connection (RST). */
export interface ResetFault {
  readonly type: "reset";
  /** Default "beforeHeaders". */
  readonly at?: FaultPoint;
}

/** Ends the connection in an orderly way after half of the body. */
export interface TruncateFault {
  readonly type: "truncate";
  /** How the head announces the whole body. Default "contentLength". */
  readonly framing?: "contentLength" | "chunked";
}

/** Sends the body byte by byte. */
export interface DripFault {
  readonly type: "drip";
  /** The pause before each byte, 0 to 2147483647. */
  readonly millisecondsPerByte: number;
}

/** Answers as usual, but with another `Content-Type`. */
export interface ContentTypeFault {
  readonly type: "contentType";
  readonly contentType: string;
}
