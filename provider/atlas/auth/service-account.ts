import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { NoTokenError, TokenSource } from "./token-source.js";

/** Sends requests with the access tokens of a service account. */
export class ServiceAccountAuthenticator implements Authenticator {
  readonly #tokens: TokenSource;
  readonly #send: Send;

  constructor(account: { clientId: string; clientSecret: string }, baseUrl: string, send: Send) {
    this.#tokens = new TokenSource(account, baseUrl, send);
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    try {
      const response = await this.#sendOnce(request, signal);
      // The token may have been revoked, or have expired during the request: one more attempt with a new token.
      return response.status === 401 ? await this.#sendOnce(request, signal) : response;
    } catch (error) {
      if (error instanceof NoTokenError) return error.response;
      throw error;
    }
  }

  async #sendOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const token = await this.#tokens.get(signal);
    const response = await this.#send(authorized(request, `Bearer ${token}`), signal);
    if (response.status === 401) this.#tokens.forget(token);
    return response;
  }

  close(): Promise<void> {
    return this.#tokens.revoke();
  }

  takeRevocations(): readonly HttpRequest[] {
    return this.#tokens.takeRevocations();
  }

  secrets(): readonly string[] {
    return this.#tokens.secrets();
  }
}
