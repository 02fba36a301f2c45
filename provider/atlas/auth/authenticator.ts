import { type HttpResponse, type HttpRequest } from "../http/types.js";

/** Sends requests with one kind of credentials. */
export interface Authenticator {
  /**
   * Sends a request with authorization. A challenge, or a token that has become invalid, costs one more request;
   * a second refusal is the answer.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Gives back what was issued to this process, as far as that is possible. Never fails. */
  close(): Promise<void>;
  /** The requests that would give it back, authorized; it is forgotten. */
  takeRevocations(): readonly HttpRequest[];
  /** Every secret, in every form in which it is sent. */
  secrets(): readonly string[];
}
