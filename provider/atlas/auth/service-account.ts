import { abortable, withDeadline } from "../async/abort.js";
import { debugLog } from "../http/debug-log.js";
import {
  authorized,
  type Authenticator,
  type HttpResponse,
  type HttpRequest,
  type Send,
} from "../http/types.js";
import { SingleFlight } from "./single-flight.js";
import { decodeTokenResponse, TokenRequests, type ServiceAccount } from "./token-endpoint.js";

/** A token is renewed when this share of its lifetime is left, or `RENEW_SECONDS` if that is less. */
const RENEW_SHARE = 0.1;
const RENEW_SECONDS = 60;
/** Shortest time that a token counts for the number of tokens, and is revoked, whatever lifetime the server gives. */
const MIN_COUNTED_SECONDS = 60;
/** Longest time that tokens are revoked at the end of the process, in milliseconds. */
const REVOKE_TIMEOUT = 2_000;

interface Token {
  readonly accessToken: string;
  /** Milliseconds of the monotonic clock, which is independent of the date. */
  renewAt: number;
  readonly expiresAt: number;
  /** Whether Atlas has accepted it: a refusal after that may mean that it was revoked. */
  accepted: boolean;
  /** A refused token may still be valid: it is revoked too. If the process ends during a revocation, that is sent again. */
  state: "live" | "refused" | "revoking" | "revoked";
}

/** Sends requests with the access tokens of a service account (OAuth 2.0 client credentials), one for all readers. */
export class ServiceAccountAuthenticator implements Authenticator {
  readonly #requests: TokenRequests;
  readonly #send: Send;
  readonly #issuing = new SingleFlight<Token | HttpResponse>();
  /** Every token that has not expired, oldest first. */
  #tokens: readonly Token[] = [];

  constructor(account: ServiceAccount, baseUrl: string, send: Send) {
    this.#requests = new TokenRequests(account, baseUrl);
    this.#send = send;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    for (let isFirst = true; ; isFirst = false) {
      const token = this.#live() ?? (await this.#issuing.run((end) => this.#issue(end), signal));
      // A response of the token endpoint without a token.
      if (!("accessToken" in token)) return token;
      const response = await this.#send(authorized(request, `Bearer ${token.accessToken}`), signal);
      if (response.status < 500 && response.status !== 401) token.accepted = true;
      // The token may have been revoked, or have expired during the request: one more attempt with a new token.
      if (response.status !== 401 || !this.#markRefused(token) || !isFirst) return response;
    }
  }

  /** Revokes the tokens, since Atlas limits the number for a service account. Never fails. */
  async close(): Promise<void> {
    // A token that is being issued is revoked as well.
    await withRevokeTimeout((signal) => abortable(this.#issuing.settled(), signal)).catch(() => undefined);
    const tokens = this.#unexpired().filter(({ state }) => state === "live" || state === "refused");
    if (tokens.length > 0) debugLog("token: revoked, %d", tokens.length);
    for (const token of tokens) token.state = "revoking";
    await Promise.allSettled(
      tokens.map((token) => withRevokeTimeout((signal) => this.#revoke(token, signal))),
    );
    for (const token of tokens) token.state = "revoked";
  }

  /** Returns the requests that revoke the tokens which are not revoked yet, and stops using these. */
  takeRevocations(): readonly HttpRequest[] {
    const tokens = this.#unexpired().filter(({ state }) => state !== "revoked");
    if (tokens.length > 0) debugLog("token: revoked at the end of the process, %d", tokens.length);
    for (const token of tokens) token.state = "revoked";
    return tokens.map((token) => this.#requests.revoke(token.accessToken));
  }

  /** Every secret, including the tokens that are no longer used: a late response may echo one. */
  secrets(): readonly string[] {
    return [...this.#requests.secrets(), ...this.#tokens.map((token) => token.accessToken)];
  }

  #live(): Token | undefined {
    const live = this.#tokens.findLast(({ state }) => state === "live");
    return live && performance.now() < live.renewAt ? live : undefined;
  }

  #unexpired(): readonly Token[] {
    return this.#tokens.filter(({ expiresAt }) => performance.now() < expiresAt);
  }

  /**
   * Notes that Atlas has refused a token, and returns whether another attempt may help. It does not help with a token
   * that was never accepted, nor with one that has replaced a refused one: the account then lacks a role, and Atlas
   * limits the number of tokens.
   */
  #markRefused(token: Token): boolean {
    debugLog("token: refused");
    const unexpired = this.#unexpired();
    if (token.state !== "live" || !unexpired.includes(token)) return true;
    // A new token would be refused as well, however soon this one is to be renewed.
    if (!token.accepted) token.renewAt = token.expiresAt;
    if (!token.accepted || unexpired.some(({ state }) => state === "refused")) return false;
    token.state = "refused";
    return true;
  }

  async #issue(signal: AbortSignal): Promise<Token | HttpResponse> {
    const sent = await this.#send(this.#requests.issue(), signal);
    const issued = sent.status === 200 ? decodeTokenResponse(sent) : undefined;
    if (issued === undefined) return { ...sent, from: "token" };
    const { accessToken, lifetimeSeconds } = issued;
    const now = performance.now();
    const expiresAt = now + Math.max(lifetimeSeconds, MIN_COUNTED_SECONDS) * 1000;
    const renewAt = now + (lifetimeSeconds - Math.min(lifetimeSeconds * RENEW_SHARE, RENEW_SECONDS)) * 1000;
    const token: Token = { accessToken, renewAt, expiresAt, accepted: false, state: "live" };
    this.#tokens = [...this.#unexpired(), token];
    debugLog("token: issued for %d s", lifetimeSeconds);
    return token;
  }

  /** Sends the revocation, and once more if the connection was closed meanwhile. */
  async #revoke(token: Token, signal: AbortSignal): Promise<void> {
    const send = (): Promise<HttpResponse> => this.#send(this.#requests.revoke(token.accessToken), signal);
    await send().catch(send);
  }
}

function withRevokeTimeout<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withDeadline(REVOKE_TIMEOUT, () => new Error("the process ends"), undefined, task);
}
