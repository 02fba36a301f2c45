import { randomBytes } from "node:crypto";
import { digestAuthorization, type DigestChallenge } from "./digest.js";

/** A nonce of the server, used with a rising nonce count (RFC 7616 section 3.4). */
export class Nonce {
  readonly #challenge: DigestChallenge;
  /** How often it has been used. */
  count = 0;
  /** Requests with this nonce whose response is not there yet. */
  inFlight = 0;

  constructor(challenge: DigestChallenge) {
    this.#challenge = challenge;
  }

  /** Returns the `Authorization` header of the next request. */
  authorize(key: { publicKey: string; privateKey: string }, method: string, url: string): string {
    const { pathname, search } = new URL(url);
    this.count += 1;
    return digestAuthorization(this.#challenge, {
      username: key.publicKey,
      password: key.privateKey,
      method,
      uri: pathname + search,
      nonceCount: this.count,
      cnonce: randomBytes(16).toString("hex"),
    });
  }
}
