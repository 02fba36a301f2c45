import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { findDigestChallenge } from "./digest.js";
import { Nonce } from "./nonce.js";

/** So many answers to challenges are remembered as secrets, or twice as many as there were requests at once. */
const REMEMBERED = 100;

/** An API key, with HTTP Digest. */
export class ApiKeyAuthenticator implements Authenticator {
  readonly #key: { publicKey: string; privateKey: string };
  readonly #send: Send;
  // A request has its nonce to itself until it is answered. Were one nonce shared by requests on several
  // connections, they could arrive in another order than that of their counts, and a server that asks for rising
  // counts would refuse the late ones. The last one used is taken first, so that requests in turn share one.
  readonly #idle: Nonce[] = [];
  readonly #responses: string[] = [];
  #underWay = 0;
  #mostUnderWay = 0;

  constructor(key: { publicKey: string; privateKey: string }, send: Send) {
    this.#key = key;
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    this.#underWay += 1;
    this.#mostUnderWay = Math.max(this.#mostUnderWay, this.#underWay);
    try {
      return await this.#sendOnce(request, signal);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #sendOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const known = this.#idle.pop();
    const response = known ? await this.#sendWith(known, request, signal) : await this.#send(request, signal);
    if (response.status !== 401) return response;
    const challenge = findDigestChallenge(response.header("www-authenticate") ?? "");
    return challenge ? this.#sendWith(new Nonce(challenge), request, signal) : response;
  }

  async #sendWith(nonce: Nonce, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const authorization = nonce.authorize(this.#key, request.method, request.url);
    this.#remember(authorization);
    const response = await this.#send(authorized(request, authorization), signal);
    // A nonce whose request failed is not used again: its count may reach the server still, and late.
    if (response.status !== 401) this.#idle.push(nonce);
    return response;
  }

  /** Made from the private key, which a weak one could be guessed from. */
  #remember(authorization: string): void {
    const response = /\bresponse="?([0-9a-f]+)/.exec(authorization)?.[1];
    if (response !== undefined) this.#responses.push(response);
    // A request takes two of them where its nonce is stale.
    if (this.#responses.length > Math.max(REMEMBERED, 2 * this.#mostUnderWay)) this.#responses.shift();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  takeRevocations(): readonly HttpRequest[] {
    return [];
  }

  secrets(): readonly string[] {
    return [this.#key.privateKey, ...this.#responses];
  }
}
