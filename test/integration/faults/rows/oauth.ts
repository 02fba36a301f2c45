import { type Fault } from "../../../../provider/testing/index.js";
import { atlasFails } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { byTokenEndpoint, refused, refusedTwice, timeout, unexpected } from "./failures.js";

const row = rowsOf("Service accounts (OAuth)", { kinds: ["serviceAccount"], cold: true });

const tokenFails = (fault: Fault, times = Infinity): Arrange => atlasFails(fault, { kind: "token", times });

/** The token endpoint responds with this JSON. */
const tokenSays = (status: number, value: object): Arrange =>
  tokenFails({ type: "raw", status, contentType: "application/json", body: JSON.stringify(value) });

const LIMIT =
  "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.";

const REFUSED = refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"');

export const oauthRows: readonly Row[] = [
  row("The token endpoint resets the connection, once", 3, tokenFails({ type: "reset" }, 1)),
  row("The token endpoint never responds", 1, tokenFails({ type: "hang" }), {
    settings: { requestTimeoutSeconds: 0.3, retryTimeoutSeconds: 0.5 },
    expected: timeout("requestTimeout", 0.3),
  }),
  row("The token endpoint responds 503, always", 2, tokenFails({ type: "status", status: 503 }), {
    settings: TWO_ATTEMPTS,
    expected: byTokenEndpoint(refusedTwice(503, "SERVER_ERROR", 'SERVICE_UNAVAILABLE "Service Unavailable"')),
  }),
  row(
    "The token endpoint responds 401: the secret is wrong",
    1,
    ({ configure }) => {
      configure({ "mongodbatlas:clientSecret": "mdb_sa_sk_0123456789" });
    },
    {
      expected: byTokenEndpoint(
        refused(401, "UNAUTHORIZED", 'invalid_client "Client id or secret is wrong or missing"'),
      ),
      incurable: "the secret stays wrong",
    },
  ),
  row(
    "The token endpoint responds 403: the account has too many tokens",
    1,
    tokenSays(403, { error: "access_denied", error_description: LIMIT }),
    { expected: byTokenEndpoint(refused(403, "FORBIDDEN", `access_denied "${LIMIT.replace(/\.$/, "")}"`)) },
  ),
  row(
    "The token endpoint responds 200 without a token",
    1,
    tokenSays(200, { token_type: "Bearer", expires_in: 3600 }),
    { expected: unexpected("no token from the token endpoint of Atlas (status 200)") },
  ),
  row(
    "401: the token was revoked, which the client cannot know",
    3,
    ({ test }) => {
      test.atlas.expireTokens();
    },
    { cold: false },
  ),
  ...(
    [
      ["401 to every token: only an accepted one is replaced", 2, {}],
      ["401 to every token, after the first was accepted", 3, { cold: false }],
      [
        "401 to an access token of one's own: it cannot be renewed",
        1,
        { kinds: ["accessToken"], cold: false },
      ],
    ] as const
  ).map(([name, requests, more]) =>
    row(name, requests, atlasFails({ type: "status", status: 401 }), { expected: REFUSED, ...more }),
  ),
];
