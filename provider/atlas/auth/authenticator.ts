import { type HttpResponse, type HttpRequest } from "../http/types.js";

/** Sends requests with one kind of credentials. */
export interface Authenticator {
  /**
   * Sends a request with authorization. A challenge, or a token that has become invalid, costs one more request;
   * a second refusal is the response.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Revokes the tokens that were issued to this process. Never fails. */
  close(): Promise<void>;
  /** Forgets the tokens that were issued to this process, and returns the requests that revoke them. */
  takeRevocations(): readonly HttpRequest[];
  /** Every secret, in every form in which it is sent. */
  secrets(): readonly string[];
}

/** The request with an `Authorization` header. */
export function authorized(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}
