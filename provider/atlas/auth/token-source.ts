import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { SingleFlight } from "../async/single-flight.js";
import { decodeTokenResponse, type IssuedToken } from "./token-response.js";
import { abortable } from "../async/abortable.js";

/** A token is renewed when this share of its lifetime is left, or this long before its end if that is less. */
const RENEW_SHARE = 0.1;
const RENEW_SECONDS = 60;
/** Nobody waits longer than this, in milliseconds, for one answer when the process ends and gives a token back. */
const REVOKE_TIMEOUT = 2_000;
/**
 * How long a request for a token still lasts when nobody waits for it any more, in milliseconds. Were it ended at once,
 * a token that was just being issued could not be given back.
 */
const ABANDONED_TIMEOUT = 900;

/** So many tokens are remembered as secrets: as many as Atlas lets an account hold. */
const REMEMBERED = 100;

interface LiveToken extends IssuedToken {
  /** On the monotonic clock, which a changed wall clock does not move; in milliseconds. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** Issues the access token of a service account (OAuth 2.0 client credentials), one at a time for all readers. */
export class TokenSource {
  readonly #account: { clientId: string; clientSecret: string };
  readonly #baseUrl: string;
  readonly #send: Send;
  readonly #issuing = new SingleFlight<LiveToken | HttpResponse>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #seen = new Set<string>();
  /** Issued and not refused, given back or expired; the last one is in use. */
  #live: readonly LiveToken[] = [];
  /** Whose revocation is on its way: should the process end before it is answered, that is sent once more. */
  #leaving: readonly LiveToken[] = [];

  constructor(account: { clientId: string; clientSecret: string }, baseUrl: string, send: Send) {
    this.#account = account;
    this.#baseUrl = baseUrl;
    this.#send = send;
  }

  /**
   * The live token, issued anew if need be; or the answer of the endpoint that gave none. The token is everybody's, and
   * so is the wait for it: a reader's signal ends only its own wait, unless no other reader is left.
   *
   * @throws the reason of the signal, or a TransportError
   */
  async get(signal?: AbortSignal): Promise<string | HttpResponse> {
    const inUse = this.#live.at(-1);
    if (inUse && performance.now() < inUse.renewAt) return inUse.accessToken;
    const issued = await this.#issuing.run("token", (end) => this.#track(this.#issue(end)), signal);
    return "accessToken" in issued ? issued.accessToken : issued;
  }

  /** Forgets a token that was refused. */
  forget(token: string): void {
    this.#live = this.#live.filter(({ accessToken }) => accessToken !== token);
  }

  /** Gives back what is live, for Atlas allows an account a limited number of tokens. Never fails. */
  async revoke(): Promise<void> {
    // One that is on its way would be left behind.
    if (this.#pending.size > 0) {
      const pending = Promise.allSettled(this.#pending);
      await abortable(pending, AbortSignal.timeout(REVOKE_TIMEOUT)).catch(() => undefined);
    }
    const leaving = this.#unexpired(this.#live);
    this.#live = [];
    this.#leaving = [...this.#leaving, ...leaving];
    await Promise.allSettled(
      leaving.map((token) => this.#send(this.#revocation(token), AbortSignal.timeout(REVOKE_TIMEOUT))),
    );
    this.#leaving = this.#leaving.filter((token) => !leaving.includes(token));
  }

  /** The requests that give back what is still held, which is forgotten. */
  takeRevocations(): readonly HttpRequest[] {
    const held = this.#unexpired([...this.#leaving, ...this.#live]);
    this.#live = [];
    this.#leaving = [];
    return held.map((token) => this.#revocation(token));
  }

  #revocation({ accessToken: token }: LiveToken): HttpRequest {
    return this.#request("/api/oauth/revoke", { token, token_type_hint: "access_token" });
  }

  #unexpired(tokens: readonly LiveToken[]): readonly LiveToken[] {
    return tokens.filter(({ expiresAt }) => performance.now() < expiresAt);
  }

  secrets(): readonly string[] {
    return [this.#account.clientSecret, this.#basic(), ...this.#seen];
  }

  #track<T>(pending: Promise<T>): Promise<T> {
    const tracked = pending.finally(() => this.#pending.delete(tracked));
    this.#pending.add(tracked);
    return tracked;
  }

  async #issue(abandoned: AbortSignal | undefined): Promise<LiveToken | HttpResponse> {
    const request = this.#request("/api/oauth/token", { grant_type: "client_credentials" });
    const response: HttpResponse = {
      ...(await this.#send(request, abandoned && delayed(abandoned, ABANDONED_TIMEOUT))),
      from: "token",
    };
    const issued = response.status === 200 ? decodeTokenResponse(response) : undefined;
    if (issued === undefined) return response;
    const left = Math.min(issued.lifetimeSeconds * RENEW_SHARE, RENEW_SECONDS);
    const expiresAt = performance.now() + issued.lifetimeSeconds * 1000;
    const token = { ...issued, expiresAt, renewAt: expiresAt - left * 1000 };
    this.#live = [...this.#unexpired(this.#live), token];
    this.#remember(issued.accessToken);
    return token;
  }

  /** The oldest is forgotten first: no server echoes it any more. */
  #remember(token: string): void {
    this.#seen.add(token);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
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

/** A signal that is aborted some milliseconds after another one. */
function delayed(signal: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    setTimeout(() => {
      controller.abort(signal.reason);
    }, milliseconds).unref();
  };
  signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}
