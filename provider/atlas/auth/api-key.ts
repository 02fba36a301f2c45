import { abortable } from "../async/abortable.js";
import { debugLog } from "../http/debug-log.js";
import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";
import { findDigestChallenge, isStale, type DigestChallenge } from "./digest.js";
import { Nonce } from "./nonce.js";

interface Sent {
  readonly response: HttpResponse;
  /** Whether a 401 does not prove that the key is wrong: the nonce had expired on the way, or others shared it. */
  readonly isUnproven: boolean;
}

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
    const first = await (nonce ? this.#sendWith(nonce, request, signal) : this.#sendFirst(request, signal));
    const second = await this.#meetChallenge(first, request, signal);
    return (second.isUnproven ? await this.#meetChallenge(second, request, signal) : second).response;
  }

  /** Sends a request without authorization. Those that come meanwhile wait for its challenge. */
  async #sendFirst(request: HttpRequest, signal: AbortSignal): Promise<Sent> {
    const sent = this.#send(request, signal);
    if (this.#mayShare) this.#first ??= this.#share(sent);
    return { response: await sent, isUnproven: true };
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
  async #meetChallenge(sent: Sent, request: HttpRequest, signal: AbortSignal): Promise<Sent> {
    const challenge = challengeOf(sent.response);
    if (challenge === undefined) return sent;
    if (debugLog.enabled)
      debugLog(isStaleChallenge(sent.response) ? "nonce: stale, a new one" : "nonce: a challenge");
    const nonce = this.#shared ?? new Nonce(challenge);
    if (this.#mayShare) this.#shared = nonce;
    return this.#sendWith(nonce, request, signal);
  }

  async #sendWith(nonce: Nonce, request: HttpRequest, signal: AbortSignal): Promise<Sent> {
    const authorization = nonce.authorize(this.#key, request.method, request.url);
    const [others, count] = [nonce.inFlight > 0, nonce.count];
    nonce.inFlight += 1;
    const response = await this.#send(authorized(request, authorization), signal).finally(() => {
      nonce.inFlight -= 1;
    });
    const isShared = others || nonce.count > count;
    // A nonce of its own is not used again after a failure: its count may still reach the server, late.
    if (response.status === 401) this.#refuse(nonce, isShared);
    else if (!this.#mayShare && nonce.inFlight === 0) this.#idle.push(nonce);
    return { response, isUnproven: isShared || isStaleChallenge(response) };
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
