import { type AccessTokens } from "./access-tokens.js";
import { type Answer, jsonAnswer } from "../http/answer.js";
import { REALM } from "./digest-guard.js";
import { authenticateClient } from "./oauth-client.js";
import { type LocalServiceAccount } from "./credentials.js";
import { type LocalRequest } from "../http/request.js";

/** The two OAuth requests that service accounts make. */
export class OAuth {
  constructor(
    private readonly accounts: readonly LocalServiceAccount[],
    private readonly tokens: AccessTokens,
    private readonly maxLiveTokens: number,
  ) {}

  /** RFC 6749, section 4.4: a token for the account's id and secret. */
  token(request: LocalRequest): Answer {
    return this.#withClient(request, (account, form) => {
      const grant = onlyValue(form, "grant_type");
      if (grant === undefined) return oauthError(400, "invalid_request", "grant_type is required, once.");
      if (grant !== "client_credentials") {
        return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported.");
      }
      if (this.tokens.live(account.clientId) >= this.maxLiveTokens) return tooManyTokens();
      const { token, expiresIn } = this.tokens.issue(account.clientId, account.roles);
      return jsonAnswer(200, { access_token: token, expires_in: expiresIn, token_type: "Bearer" }, NO_STORE);
    });
  }

  /** RFC 7009: also what is no token any more counts as revoked. */
  revoke(request: LocalRequest): Answer {
    return this.#withClient(request, (account, form) => {
      const token = onlyValue(form, "token");
      if (token === undefined) return oauthError(400, "invalid_request", "token is required, once.");
      this.tokens.revoke(token, account.clientId);
      return { status: 200, headers: NO_STORE, body: Buffer.alloc(0) };
    });
  }

  #withClient(
    request: LocalRequest,
    then: (account: LocalServiceAccount, form: URLSearchParams) => Answer,
  ): Answer {
    if (request.method !== "POST") {
      return oauthError(405, "invalid_request", "Only POST is allowed.", { Allow: "POST" });
    }
    const account = authenticateClient(request.headers.authorization, this.accounts);
    if (account === undefined) {
      const challenge = { "WWW-Authenticate": `Basic realm="${REALM}"` };
      return oauthError(401, "invalid_client", "Client id or secret is wrong or missing.", challenge);
    }
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
      return oauthError(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
    }
    return then(account, new URLSearchParams(request.body));
  }
}

const NO_STORE = { "Cache-Control": "no-store" } as const;

/** A parameter that is repeated makes the request invalid, as does one that is missing or empty. */
function onlyValue(form: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = form.getAll(name);
  return value !== "" && more.length === 0 ? value : undefined;
}

/** As MongoDB's documentation shows it. */
function tooManyTokens(): Answer {
  const description =
    "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.";
  return oauthError(403, "access_denied", description);
}

function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer(status, { error, error_description: description }, { ...NO_STORE, ...headers });
}
