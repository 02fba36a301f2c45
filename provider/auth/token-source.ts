import { type HttpAnswer, type HttpRequest, type Send } from "../http.js";
import { decodeToken, type IssuedToken } from "./token-answer.js";
import { withSignal } from "../with-signal.js";

/** A token is renewed when this share of its lifetime is left, or this long before its end if that is less. */
const RENEW_SHARE = 0.1;
const RENEW_SECONDS = 60;
/** Nobody waits longer than this, in milliseconds, for one answer when the process ends and gives a token back. */
const REVOKE_TIMEOUT = 2_000;

interface LiveToken extends IssuedToken {
  /** On the monotonic clock, which a changed wall clock does not move; in milliseconds. */
  readonly renewAt: number;
}

/** Issues the access token of a service account (OAuth 2.0 client credentials), one at a time for all readers. */
export class TokenSource {
  readonly #account: { clientId: string; clientSecret: string };
  readonly #baseUrl: string;
  readonly #send: Send;
  readonly #seen = new Set<string>();
  #live: LiveToken | undefined;
  #pending: Promise<LiveToken | HttpAnswer> | undefined;

  constructor(account: { clientId: string; clientSecret: string }, baseUrl: string, send: Send) {
    this.#account = account;
    this.#baseUrl = baseUrl;
    this.#send = send;
  }

  /** The live token, issued anew if need be; or the answer of the endpoint that gave none. */
  async get(): Promise<string | HttpAnswer> {
    if (this.#live && performance.now() < this.#live.renewAt) return this.#live.accessToken;
    this.#pending ??= this.#issue().finally(() => (this.#pending = undefined));
    const issued = await this.#pending;
    return "accessToken" in issued ? issued.accessToken : issued;
  }

  /** Forgets a token that was refused, unless it has been replaced already. */
  forget(token: string): void {
    if (this.#live?.accessToken === token) this.#live = undefined;
  }

  /** Gives the live token back, for Atlas allows an account a limited number of them. Never fails. */
  async revoke(): Promise<void> {
    // One that is on its way would be left behind.
    const pending = this.#pending;
    if (pending) await withSignal(pending, AbortSignal.timeout(REVOKE_TIMEOUT)).catch(() => undefined);
    const token = this.#live?.accessToken;
    if (token === undefined) return;
    this.#live = undefined;
    const request = this.#request("/api/oauth/revoke", { token, token_type_hint: "access_token" });
    await this.#send(request, AbortSignal.timeout(REVOKE_TIMEOUT)).catch(() => undefined);
  }

  secrets(): readonly string[] {
    return [this.#account.clientSecret, this.#basic(), ...this.#seen];
  }

  async #issue(): Promise<LiveToken | HttpAnswer> {
    const request = this.#request("/api/oauth/token", { grant_type: "client_credentials" });
    const answer: HttpAnswer = { ...(await this.#send(request)), from: "token" };
    const issued = answer.status === 200 ? decodeToken(answer) : undefined;
    if (issued === undefined) return answer;
    const left = Math.min(issued.lifetimeSeconds * RENEW_SHARE, RENEW_SECONDS);
    this.#live = { ...issued, renewAt: performance.now() + (issued.lifetimeSeconds - left) * 1000 };
    this.#seen.add(issued.accessToken);
    return this.#live;
  }

  #request(path: string, form: Record<string, string>): HttpRequest {
    return {
      method: "POST",
      url: this.#baseUrl + path,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        "cache-control": "no-cache",
        authorization: `Basic ${this.#basic()}`,
      },
      body: new URLSearchParams(form).toString(),
    };
  }

  /** RFC 6749 section 2.3.1: each half is form-encoded before the two are joined. */
  #basic(): string {
    const encode = (text: string): string => new URLSearchParams({ "": text }).toString().slice(1);
    const { clientId, clientSecret } = this.#account;
    return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64");
  }
}
