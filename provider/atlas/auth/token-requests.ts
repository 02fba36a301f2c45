import { type HttpRequest } from "../http/types.js";

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
