import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { TokenSource } from "./token-source.js";

/** A service account: its token is issued once for all readers, renewed before it expires, and given back. */
export class ServiceAccountAuthenticator implements Authenticator {
  readonly #tokens: TokenSource;
  readonly #send: Send;

  constructor(account: { clientId: string; clientSecret: string }, baseUrl: string, send: Send) {
    this.#tokens = new TokenSource(account, baseUrl, send);
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const first = await this.#sendOnce(request, signal);
    // A token can be revoked or expire on its way: one more try, with a new one.
    return first.status === 401 && first.from === "api" ? this.#sendOnce(request, signal) : first;
  }

  async #sendOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const token = await this.#tokens.get(signal);
    if (typeof token !== "string") return token;
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
