import { type RateLimiter } from "../http/token-bucket.js";
import { type LocalRequest } from "../http/request.js";
import { jsonResponse, type LocalResponse } from "../http/response.js";
import { type AccessTokens } from "./access-tokens.js";
import { type LocalServiceAccount } from "./known-credentials.js";
import { REALM } from "./check-digest.js";

/** The two OAuth requests that service accounts send. */
export class OAuth {
  constructor(
    private readonly accounts: readonly LocalServiceAccount[],
    private readonly tokens: AccessTokens,
    private readonly maxLiveTokens: number,
    private readonly limiter: RateLimiter,
  ) {}

  /** Throws an ApiFailure if the account has requested too many tokens. */
  respond(request: LocalRequest): LocalResponse {
    if (request.method !== "POST") {
      return oauthError(405, "invalid_request", "Only POST is allowed.", { Allow: "POST" });
    }
    const [clientId, clientSecret] = basicCredentials(request.headers.authorization);
    const account = this.accounts.find((known) => known.clientId === clientId);
    if (account === undefined || account.clientSecret !== clientSecret) {
      const challenge = { "WWW-Authenticate": `Basic realm="${REALM}"` };
      return oauthError(401, "invalid_client", "Client id or secret is wrong or missing.", challenge);
    }
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
      return oauthError(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
    }
    const form = new URLSearchParams(request.body);
    if (request.kind === "revoke") return this.#revoke(account, onlyValue(form, "token"));
    this.limiter.take(account.clientId, request.path);
    return this.#issue(account, onlyValue(form, "grant_type"));
  }

  /** Issues a token (RFC 6749, section 4.4). */
  #issue({ clientId, roles }: LocalServiceAccount, grant: string | undefined): LocalResponse {
    if (grant === undefined) return oauthError(400, "invalid_request", "grant_type is required, once.");
    if (grant !== "client_credentials") {
      return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported.");
    }
    if (this.tokens.live(clientId) >= this.maxLiveTokens) {
      return oauthError(403, "access_denied", TOO_MANY_TOKENS);
    }
    const { token, expiresIn } = this.tokens.issue(clientId, roles);
    return jsonResponse(200, { access_token: token, expires_in: expiresIn, token_type: "Bearer" }, NO_STORE);
  }

  /** Revokes a token (RFC 7009). One that is not valid counts as revoked. */
  #revoke({ clientId }: LocalServiceAccount, token: string | undefined): LocalResponse {
    if (token === undefined) return oauthError(400, "invalid_request", "token is required, once.");
    this.tokens.revoke(token, clientId);
    return { status: 200, headers: NO_STORE, body: Buffer.alloc(0) };
  }
}

const NO_STORE = { "Cache-Control": "no-store" } as const;

/** The text that MongoDB's documentation shows. */
const TOO_MANY_TOKENS =
  "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.";

/** The id and secret of an `Authorization: Basic` header. RFC 6749, section 2.3.1: each is form-encoded first. */
function basicCredentials(authorization = ""): readonly (string | undefined)[] {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? "";
  const [, ...parts] = /^([^:]*):([^]*)$/.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  try {
    return parts.map((part) => decodeURIComponent(part.replaceAll("+", " ")));
  } catch {
    return [];
  }
}

/** The value of a parameter; undefined if it is missing, empty or repeated. */
function onlyValue(form: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = form.getAll(name);
  return value !== "" && more.length === 0 ? value : undefined;
}

function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): LocalResponse {
  return jsonResponse(status, { error, error_description: description }, { ...NO_STORE, ...headers });
}
