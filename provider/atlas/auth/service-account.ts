import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { type ServiceAccount } from "./token-endpoint.js";
import { NoTokenError, TokenSource } from "./token-source.js";

/** Sends requests with the access tokens of a service account. */
export class ServiceAccountAuthenticator implements Authenticator {
  readonly #tokens: TokenSource;
  readonly #send: Send;

  constructor(account: ServiceAccount, baseUrl: string, send: Send) {
    this.#tokens = new TokenSource(account, baseUrl, send);
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    try {
      const first = await this.#sendOnce(request, signal);
      // The token may have been revoked, or have expired during the request: one more attempt with a new token.
      const { response } = first.mayRetry ? await this.#sendOnce(request, signal) : first;
      return response;
    } catch (error) {
      if (error instanceof NoTokenError) return error.response;
      throw error;
    }
  }

  async #sendOnce(
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<{ response: HttpResponse; mayRetry: boolean }> {
    const token = await this.#tokens.get(signal);
    const response = await this.#send(authorized(request, `Bearer ${token}`), signal);
    if (response.status === 401) return { response, mayRetry: this.#tokens.refuse(token) };
    if (response.status < 500) this.#tokens.accept(token);
    return { response, mayRetry: false };
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
