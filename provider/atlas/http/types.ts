/** An HTTP request without its authorization. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Number of the attempt of a read. */
  readonly attempt?: number;
}

/** A request that another thread can send. */
export interface DetachedRequest extends HttpRequest {
  readonly proxy: { readonly url: string; readonly authorization: string | undefined } | undefined;
}

/** The response headers that are used, in lower case. */
type ResponseHeader =
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

/** Sends requests with one kind of credentials. */
export interface Authenticator {
  /**
   * Sends a request with authorization. After a challenge, or with an invalid token, it sends the request once more
   * and resolves with the second response; with the third if a fresh nonce was stale.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Returns every secret, in every form in which it is sent. */
  secrets(): readonly string[];
  /** Revokes the tokens that were issued to this process. Never fails. */
  close?(): Promise<void>;
  /** Returns the requests that revoke the tokens of this process, and stops using these. */
  takeRevocations?(): readonly HttpRequest[];
}

/** Adds an `Authorization` header to a request. */
export function authorized(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}
