import { type Fault } from "../../../../provider/testing/index.js";
import { atlasFails } from "../arrange.js";
import { type Bench } from "../bench.js";
import { TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import { byTokenEndpoint, READ, refused, refusedTwice, unexpected } from "./failures.js";

const common = {
  group: "Service accounts (OAuth)",
  kinds: ["serviceAccount"],
  cold: true,
  expected: READ,
} as const;

const tokenFails = (fault: Fault, times = Infinity): Arrange => atlasFails(fault, { kind: "token", times });

/** The token endpoint responds with this JSON. */
const tokenSays = (status: number, value: object): Arrange =>
  tokenFails({ type: "raw", status, contentType: "application/json", body: JSON.stringify(value) });

const LIMIT =
  "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.";

export const oauthRows: readonly Row[] = [
  {
    ...common,
    name: "The token endpoint resets the connection, once",
    arrange: tokenFails({ type: "reset" }, 1),
    requests: 3,
  },

  {
    ...common,
    name: "The token endpoint responds 503, always",
    settings: TWO_ATTEMPTS,
    arrange: tokenFails({ type: "status", status: 503 }),
    expected: byTokenEndpoint(refusedTwice(503, "SERVER_ERROR", 'SERVICE_UNAVAILABLE "Service Unavailable"')),
    requests: 2,
  },

  {
    ...common,
    name: "The token endpoint responds 401: the secret is wrong",
    arrange: ({ configure }: Bench): void => {
      configure({ "mongodbatlas:clientSecret": "mdb_sa_sk_0123456789" });
    },
    expected: byTokenEndpoint(
      refused(401, "UNAUTHORIZED", 'invalid_client "Client id or secret is wrong or missing"'),
    ),
    requests: 1,
    incurable: "the secret stays wrong",
  },
  {
    ...common,
    name: "The token endpoint responds 403: the account has too many tokens",
    arrange: tokenSays(403, { error: "access_denied", error_description: LIMIT }),
    expected: byTokenEndpoint(refused(403, "FORBIDDEN", `access_denied "${LIMIT.replace(/\.$/, "")}"`)),
    requests: 1,
  },
  {
    ...common,
    name: "The token endpoint responds 200 without a token",
    arrange: tokenSays(200, { token_type: "Bearer", expires_in: 3600 }),
    expected: unexpected("no token from the token endpoint of Atlas (status 200)"),
    requests: 1,
  },

  {
    ...common,
    name: "401: the token was revoked, which the client cannot know",
    cold: false,
    arrange: ({ test }: Bench): void => {
      test.atlas.expireTokens();
    },
    requests: 3,
  },
  {
    ...common,
    name: "401 to every token: only an accepted one is replaced",
    arrange: atlasFails({ type: "status", status: 401 }),
    expected: refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"'),
    requests: 2,
  },
  {
    ...common,
    name: "401 to every token, after the first was accepted",
    cold: false,
    arrange: atlasFails({ type: "status", status: 401 }),
    expected: refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"'),
    requests: 3,
  },
  {
    ...common,
    name: "401 to an access token of one's own: it cannot be renewed",
    kinds: ["accessToken"],
    cold: false,
    arrange: atlasFails({ type: "status", status: 401 }),
    expected: refused(401, "UNAUTHORIZED", 'UNAUTHORIZED "Unauthorized"'),
    requests: 1,
  },
];
