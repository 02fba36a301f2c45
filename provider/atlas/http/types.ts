/** An HTTP request without its authorization. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Number of the attempt of a read. */
  readonly attempt?: number;
}

/** The response headers that are used, in lower case. */
export type ResponseHeader =
  | "content-type"
  | "date"
  | "deprecation"
  | "location"
  | "ratelimit-remaining"
  | "ratelimit-reset"
  | "retry-after"
  | "sunset"
  | "www-authenticate";

/** A complete HTTP response. */
export interface HttpResponse {
  readonly status: number;
  /** Returns the value of a header. Several of one name are joined with a comma. */
  readonly header: (name: ResponseHeader) => string | undefined;
  /** Decompressed body. */
  readonly body: Uint8Array;
  /** The endpoint: the API, or the token endpoint. */
  readonly from: "api" | "token";
}

/**
 * Sends a request once.
 *
 * @throws TransportError, or the reason of the signal
 */
export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpResponse>;
