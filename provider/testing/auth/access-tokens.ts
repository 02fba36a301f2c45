import { randomBytes } from "node:crypto";
import { DEFAULT_ROLES, type LocalAccessToken } from "./credentials.js";
import { fingerprint } from "./secrets.js";

interface Token {
  readonly roles: readonly string[];
  /** The service account that got it; undefined for a fixed token. */
  readonly clientId: string | undefined;
  readonly expiresAt: number;
}

/** The bearer tokens that are valid: the fixed ones, and those issued to service accounts. */
export class AccessTokens {
  readonly #tokens = new Map<string, Token>();
  readonly #lifetimeSeconds: number;

  constructor(fixed: readonly LocalAccessToken[], lifetimeSeconds: number) {
    this.#lifetimeSeconds = lifetimeSeconds;
    for (const { token, roles = DEFAULT_ROLES } of fixed) {
      this.#tokens.set(fingerprint(token), { roles, clientId: undefined, expiresAt: Infinity });
    }
  }

  issue(clientId: string, roles: readonly string[] = DEFAULT_ROLES): { token: string; expiresIn: number } {
    const token = randomBytes(32).toString("base64url");
    const expiresAt = Date.now() + this.#lifetimeSeconds * 1000;
    this.#tokens.set(fingerprint(token), { roles, clientId, expiresAt });
    return { token, expiresIn: this.#lifetimeSeconds };
  }

  /** The roles of a token that is valid now. */
  rolesOf(token: string): readonly string[] | undefined {
    this.#forgetExpired();
    return this.#tokens.get(fingerprint(token))?.roles;
  }

  /** Whether a token that is valid now is a fixed one, or was issued to a service account. */
  kindOf(token: string): "accessToken" | "serviceAccount" | undefined {
    this.#forgetExpired();
    const known = this.#tokens.get(fingerprint(token));
    if (known === undefined) return undefined;
    return known.clientId === undefined ? "accessToken" : "serviceAccount";
  }

  live(clientId: string): number {
    this.#forgetExpired();
    return [...this.#tokens.values()].filter((token) => token.clientId === clientId).length;
  }

  /** Revokes a token of this account; another's, or one that is none, stays as it is. */
  revoke(token: string, clientId: string): void {
    const key = fingerprint(token);
    if (this.#tokens.get(key)?.clientId === clientId) this.#tokens.delete(key);
  }

  /** Ends every issued token; fixed ones stay. */
  expireIssued(): void {
    for (const [key, { clientId }] of this.#tokens) if (clientId !== undefined) this.#tokens.delete(key);
  }

  #forgetExpired(): void {
    const now = Date.now();
    for (const [key, { expiresAt }] of this.#tokens) if (expiresAt <= now) this.#tokens.delete(key);
  }
}
