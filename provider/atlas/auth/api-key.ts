import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { findDigestChallenge, isStale } from "./digest.js";
import { Nonce } from "./nonce.js";

/** Sends requests with an API key, by HTTP Digest. */
export class ApiKeyAuthenticator implements Authenticator {
  readonly #key: { publicKey: string; privateKey: string };
  readonly #send: Send;
  // A request has its nonce to itself until its response. Requests that share one on several connections could
  // arrive in another order than that of their counts, and a server that expects rising counts would refuse them.
  // The last one is used first, so that reads one after another share one nonce.
  readonly #idle: Nonce[] = [];

  constructor(key: { publicKey: string; privateKey: string }, send: Send) {
    this.#key = key;
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const idle = this.#idle.pop();
    const response = idle ? await this.#sendWith(idle, request, signal) : await this.#send(request, signal);
    const second = await this.#meetChallenge(response, request, signal);
    // A nonce that is stale at its first use has expired on the way: the next one may arrive in time.
    const stale = second !== response && isStale(second.header("www-authenticate") ?? "");
    return stale ? this.#meetChallenge(second, request, signal) : second;
  }

  /** Sends the request once more if the response is a challenge. */
  async #meetChallenge(
    response: HttpResponse,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    if (response.status !== 401) return response;
    const challenge = findDigestChallenge(response.header("www-authenticate") ?? "");
    return challenge ? this.#sendWith(new Nonce(challenge), request, signal) : response;
  }

  async #sendWith(nonce: Nonce, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const authorization = nonce.authorize(this.#key, request.method, request.url);
    const response = await this.#send(authorized(request, authorization), signal);
    // The nonce of a failed request is not used again: its count may still reach the server, late.
    if (response.status !== 401) this.#idle.push(nonce);
    return response;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  takeRevocations(): readonly HttpRequest[] {
    return [];
  }

  secrets(): readonly string[] {
    return [this.#key.privateKey];
  }
}
