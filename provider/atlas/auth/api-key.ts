import { randomBytes } from "node:crypto";
import { debugLog } from "../http/debug-log.js";
import {
  authorized,
  type Authenticator,
  type HttpResponse,
  type HttpRequest,
  type Send,
} from "../http/types.js";
import { digestAuthorization, findDigestChallenge, isStale, type DigestChallenge } from "./digest.js";

/** A challenge of the server, and how often its nonce has been used. */
interface Nonce {
  readonly challenge: DigestChallenge;
  count: number;
}

/**
 * Sends requests with an API key, by HTTP Digest.
 *
 * A nonce is used by one request at a time, so that its counts rise in the order of arrival (RFC 7616 section 3.4).
 * Concurrent requests have nonces of their own, which costs at most one challenge for each connection.
 */
export class ApiKeyAuthenticator implements Authenticator {
  readonly #key: { readonly publicKey: string; readonly privateKey: string };
  readonly #send: Send;
  // The last one is used first, so that reads one after another use one nonce.
  readonly #idle: Nonce[] = [];

  constructor(key: { publicKey: string; privateKey: string }, send: Send) {
    this.#key = key;
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const idle = this.#idle.pop();
    let response = await (idle ? this.#sendWith(idle, request, signal) : this.#send(request, signal));
    for (let fresh = 0; fresh < 2; fresh++) {
      const header = response.header("www-authenticate") ?? "";
      const challenge = response.status === 401 ? findDigestChallenge(header) : undefined;
      // A fresh nonce that is refused proves that the key is wrong, unless it was stale.
      if (challenge === undefined || (fresh > 0 && !isStale(header))) break;
      debugLog(isStale(header) ? "nonce: stale, a new one" : "nonce: a challenge");
      response = await this.#sendWith({ challenge, count: 0 }, request, signal);
    }
    return response;
  }

  /** Sends a request with the next count of a nonce, which stays in use until the response is not a 401. */
  async #sendWith(nonce: Nonce, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    nonce.count += 1;
    const { pathname, search } = new URL(request.url);
    const authorization = digestAuthorization(nonce.challenge, {
      username: this.#key.publicKey,
      password: this.#key.privateKey,
      method: request.method,
      uri: pathname + search,
      nonceCount: nonce.count,
      cnonce: randomBytes(16).toString("hex"),
    });
    let isRefused = false;
    try {
      const response = await this.#send(authorized(request, authorization), signal);
      isRefused = response.status === 401;
      return response;
    } finally {
      if (!isRefused) this.#idle.push(nonce);
    }
  }

  secrets(): readonly string[] {
    return [this.#key.privateKey];
  }
}
