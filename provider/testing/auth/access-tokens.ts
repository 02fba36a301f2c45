import { randomBytes } from "node:crypto";
import { DEFAULT_ROLES, type LocalAccessToken } from "./known-credentials.js";

interface Token {
  readonly roles: readonly string[];
  /** The service account that it was issued to; undefined for a fixed token. */
  readonly clientId: string | undefined;
  readonly expiresAt: number;
}

/** The bearer tokens that are valid: fixed ones, and those issued to service accounts. */
export class AccessTokens {
  readonly #tokens = new Map<string, Token>();

  constructor(
    fixed: readonly LocalAccessToken[],
    private readonly lifetimeSeconds: number,
  ) {
    for (const { token, roles = DEFAULT_ROLES } of fixed) {
      this.#tokens.set(token, { roles, clientId: undefined, expiresAt: Infinity });
    }
  }

  issue(clientId: string, roles: readonly string[] = DEFAULT_ROLES): { token: string; expiresIn: number } {
    const token = randomBytes(32).toString("base64url");
    const expiresAt = Date.now() + this.lifetimeSeconds * 1000;
    this.#tokens.set(token, { roles, clientId, expiresAt });
    return { token, expiresIn: this.lifetimeSeconds };
  }

  /** The roles of a valid token. */
  rolesOf(token: string): readonly string[] | undefined {
    return this.#valid().get(token)?.roles;
  }

  /** The number of valid tokens of a service account. */
  live(clientId: string): number {
    return [...this.#valid().values()].filter((token) => token.clientId === clientId).length;
  }

  /** Revokes a token of this account. Any other token stays valid. */
  revoke(token: string, clientId: string): void {
    if (this.#tokens.get(token)?.clientId === clientId) this.#tokens.delete(token);
  }

  /** Ends every issued token; fixed ones stay. */
  expireIssued(): void {
    for (const [token, { clientId }] of this.#tokens) if (clientId !== undefined) this.#tokens.delete(token);
  }

  #valid(): ReadonlyMap<string, Token> {
    const now = Date.now();
    for (const [token, { expiresAt }] of this.#tokens) if (expiresAt <= now) this.#tokens.delete(token);
    return this.#tokens;
  }
}
