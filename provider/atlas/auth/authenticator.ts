import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";

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

/** Sends requests with an access token from the configuration, which cannot be renewed here. */
export class AccessTokenAuthenticator implements Authenticator {
  readonly #token: string;
  readonly #send: Send;

  constructor(token: string, send: Send) {
    this.#token = token;
    this.#send = send;
  }

  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    return this.#send(authorized(request, `Bearer ${this.#token}`), signal);
  }

  secrets(): readonly string[] {
    return [this.#token];
  }
}
