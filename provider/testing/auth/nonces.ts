import { randomBytes } from "node:crypto";

interface Nonce {
  readonly expiresAt: number;
  /** The highest count of uses (`nc`) so far. */
  lastCount: number;
}

/** The Digest nonces that have not expired, and how often each was used. */
export class NonceBook {
  readonly #nonces = new Map<string, Nonce>();

  constructor(private readonly lifetimeSeconds: number) {}

  issue(): string {
    this.#forgetExpired();
    const nonce = randomBytes(24).toString("base64");
    this.#nonces.set(nonce, { expiresAt: Date.now() + this.lifetimeSeconds * 1000, lastCount: 0 });
    return nonce;
  }

  /** Uses a nonce for the `count`-th time. Returns false if it is unknown or expired, or the count has not risen. */
  use(nonce: string, count: number): boolean {
    const known = this.#nonces.get(nonce);
    if (known === undefined || known.expiresAt <= Date.now() || count <= known.lastCount) return false;
    known.lastCount = count;
    return true;
  }

  clear(): void {
    this.#nonces.clear();
  }

  /** All nonces have the same lifetime, so the map holds them in the order in which they expire. */
  #forgetExpired(): void {
    const now = Date.now();
    for (const [nonce, { expiresAt }] of this.#nonces) {
      if (expiresAt > now) return;
      this.#nonces.delete(nonce);
    }
  }
}
