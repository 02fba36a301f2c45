import { randomBytes } from "node:crypto";

interface Nonce {
  readonly expiresAt: number;
  /** The highest count of use (`nc`) seen with it. */
  lastCount: number;
}

/** The Digest nonces that are good for something still. */
export class NonceBook {
  readonly #nonces = new Map<string, Nonce>();
  readonly #lifetimeSeconds: number;

  constructor(lifetimeSeconds: number) {
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  issue(): string {
    this.#forgetExpired();
    const nonce = randomBytes(24).toString("base64");
    this.#nonces.set(nonce, { expiresAt: Date.now() + this.#lifetimeSeconds * 1000, lastCount: 0 });
    return nonce;
  }

  /** Uses a nonce for the `count`-th time. False if it is unknown or expired, or if the count has not risen. */
  use(nonce: string, count: number): boolean {
    const known = this.#nonces.get(nonce);
    if (known === undefined || known.expiresAt <= Date.now() || count <= known.lastCount) return false;
    known.lastCount = count;
    return true;
  }

  clear(): void {
    this.#nonces.clear();
  }

  /** All nonces live equally long, so the map holds them in the order in which they expire. */
  #forgetExpired(): void {
    const now = Date.now();
    for (const [nonce, { expiresAt }] of this.#nonces) {
      if (expiresAt > now) return;
      this.#nonces.delete(nonce);
    }
  }
}
