import { abortable } from "../async/abortable.js";
import { debugLog } from "../http/debug-log.js";
import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { findDigestChallenge, isStale, type DigestChallenge } from "./digest.js";
import { Nonce } from "./nonce.js";

/**
 * Sends requests with an API key, by HTTP Digest.
 *
 * All requests share the nonce of one challenge. Requests on several connections may arrive in another order than that
 * of their counts, and a server that expects rising counts refuses some. From then on each request has a nonce to
 * itself until its response, which costs one challenge for each connection.
 */
export class ApiKeyAuthenticator implements Authenticator {
  readonly #key: { publicKey: string; privateKey: string };
  readonly #send: Send;
  #shared: Nonce | undefined;
  #mayShare = true;
  /** Settles when the first request has its challenge, or has failed. */
  #first: Promise<void> | undefined;
  // The last one is used first, so that reads one after another use one nonce.
  readonly #idle: Nonce[] = [];

  constructor(key: { publicKey: string; privateKey: string }, send: Send) {
    this.#key = key;
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    if (this.#first) await abortable(this.#first, signal);
    const nonce = this.#shared ?? this.#idle.pop();
    const response = await (nonce
      ? this.#sendWith(nonce, request, signal)
      : this.#sendFirst(request, signal));
    const second = await this.#meetChallenge(response, request, signal);
    // A nonce that is stale at its first use has expired on the way: the next one may arrive in time.
    const stale = second !== response && isStaleChallenge(second);
    if (stale) debugLog("nonce: stale at its first use");
    return stale ? this.#meetChallenge(second, request, signal) : second;
  }

  /** Sends a request without authorization. Those that come meanwhile wait for its challenge. */
  #sendFirst(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const sent = this.#send(request, signal);
    if (this.#mayShare) this.#first ??= this.#share(sent);
    return sent;
  }

  async #share(sent: Promise<HttpResponse>): Promise<void> {
    try {
      const challenge = challengeOf(await sent);
      if (challenge) this.#shared ??= new Nonce(challenge);
    } catch {
      // The request itself rejects with the error.
    } finally {
      this.#first = undefined;
    }
  }

  /** Sends the request once more if the response is a challenge. */
  async #meetChallenge(
    response: HttpResponse,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const challenge = challengeOf(response);
    if (challenge === undefined) return response;
    if (debugLog.enabled)
      debugLog(isStaleChallenge(response) ? "nonce: stale, a new one" : "nonce: a challenge");
    const nonce = this.#shared ?? new Nonce(challenge);
    if (this.#mayShare) this.#shared = nonce;
    return this.#sendWith(nonce, request, signal);
  }

  async #sendWith(nonce: Nonce, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const authorization = nonce.authorize(this.#key, request.method, request.url);
    const others = nonce.inFlight > 0;
    nonce.inFlight += 1;
    const response = await this.#send(authorized(request, authorization), signal).finally(() => {
      nonce.inFlight -= 1;
    });
    // A nonce of its own is not used again after a failure: its count may still reach the server, late.
    if (response.status === 401) this.#refuse(nonce, others || nonce.inFlight > 0);
    else if (!this.#mayShare && nonce.inFlight === 0) this.#idle.push(nonce);
    return response;
  }

  /** Gives a refused nonce up. It has expired, or the requests that share it have arrived in another order. */
  #refuse(nonce: Nonce, isShared: boolean): void {
    if (isShared) this.#mayShare = false;
    if (isShared || this.#shared === nonce) this.#shared = undefined;
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

function isStaleChallenge(response: HttpResponse): boolean {
  return isStale(response.header("www-authenticate") ?? "");
}

function challengeOf(response: HttpResponse): DigestChallenge | undefined {
  if (response.status !== 401) return undefined;
  return findDigestChallenge(response.header("www-authenticate") ?? "");
}
