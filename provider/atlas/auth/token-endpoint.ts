import * as t from "io-ts";
import { parseSmallJson } from "../codec/json-body.js";
import { type HttpRequest, type HttpResponse } from "../http/types.js";

/** Id and secret of a service account. */
export interface ServiceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Makes the requests of a service account for its tokens (RFC 6749 section 4.4, RFC 7009). */
export class TokenRequests {
  readonly #account: ServiceAccount;
  readonly #baseUrl: string;

  constructor(account: ServiceAccount, baseUrl: string) {
    this.#account = account;
    this.#baseUrl = baseUrl;
  }

  /** The request for a new token. */
  issue(): HttpRequest {
    return this.#request("/api/oauth/token", { grant_type: "client_credentials" });
  }

  /** The request that revokes a token. */
  revoke(token: string): HttpRequest {
    return this.#request("/api/oauth/revoke", { token, token_type_hint: "access_token" });
  }

  /** The secret of the account, in each form in which it is sent. */
  secrets(): readonly string[] {
    return [this.#account.clientSecret, this.#basic()];
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

  /** Form-encodes id and secret before they are joined (RFC 6749 section 2.3.1). */
  #basic(): string {
    const encode = (text: string): string => new URLSearchParams({ "": text }).toString().slice(1);
    const { clientId, clientSecret } = this.#account;
    return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64");
  }
}

/** Lifetime of an Atlas token in seconds, for a response without a usable `expires_in` (RFC 6749 section 5.1). */
const DEFAULT_LIFETIME_SECONDS = 3600;

const TokenBody = t.intersection([t.type({ access_token: t.string }), t.partial({ expires_in: t.unknown })]);

/** An access token that was issued to this process. */
interface IssuedToken {
  readonly accessToken: string;
  readonly lifetimeSeconds: number;
}

/** Decodes a response of the token endpoint. Undefined if it has no token that a header can hold. */
export function decodeTokenResponse(response: HttpResponse): IssuedToken | undefined {
  const body = parseSmallJson(response.body);
  if (!TokenBody.is(body) || !/^[\x21-\x7e]+$/.test(body.access_token)) return undefined;
  return { accessToken: body.access_token, lifetimeSeconds: secondsOf(body.expires_in) };
}

/** Returns a lifetime, which may be sent as a string. Nothing can be read with a token of less than a second. */
function secondsOf(sent: unknown): number {
  const seconds = typeof sent === "string" && /^\d+(\.\d+)?$/.test(sent) ? Number(sent) : sent;
  const isUsable = typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 1;
  return isUsable ? seconds : DEFAULT_LIFETIME_SECONDS;
}
