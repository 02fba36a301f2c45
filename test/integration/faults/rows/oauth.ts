import { setTimeout as sleep } from "node:timers/promises";
import { type Fault } from "../../../../provider/testing/index.js";
import { atlasFails, lastingToken } from "../arrange.js";
import { TWO_ATTEMPTS, type Arrange, type Row } from "../row.js";
import {
  byTokenEndpoint,
  networkTwice,
  READ,
  refused,
  refusedTwice,
  timeout,
  unexpected,
} from "./failures.js";

const common = {
  group: "Service accounts (OAuth)",
  kinds: ["serviceAccount"],
  cold: true,
  expected: READ,
  atMostSeconds: 0.5,
} as const;

const tokenFails = (fault: Fault, times = Infinity): Arrange => atlasFails(fault, { kind: "token", times });

/** The token endpoint responds with this JSON. */
const tokenSays = (status: number, value: object): Arrange =>
  tokenFails({ type: "raw", status, contentType: "application/json", body: JSON.stringify(value) });

const secretIsWrong: Arrange = ({ configure }) => {
  configure({ "mongodbatlas:clientSecret": "mdb_sa_sk_0123456789" });
};

const aSecond: Arrange = async () => {
  await sleep(1000);
};

const tokensAreRevoked: Arrange = ({ test }) => {
  test.atlas.expireTokens();
};

const NO_TOKEN = unexpected("no token from the token endpoint of Atlas (status 200)");

const LIMIT =
  "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.";

export const oauthRows: readonly Row[] = [
  {
    ...common,
    name: "The token endpoint resets the connection, once",
    arrange: tokenFails({ type: "reset" }, 1),
    requests: 3,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint resets the connection, always",
    settings: TWO_ATTEMPTS,
    arrange: tokenFails({ type: "reset" }),
    expected: networkTwice("the connection was reset before the response was complete (ECONNRESET)"),
    requests: 2,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint responds 503, always",
    settings: TWO_ATTEMPTS,
    arrange: tokenFails({ type: "status", status: 503 }),
    expected: byTokenEndpoint(refusedTwice(503, "SERVER_ERROR", 'SERVICE_UNAVAILABLE "Service Unavailable"')),
    requests: 2,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint is slow",
    arrange: tokenFails({ type: "delay", milliseconds: 500 }),
    requests: 2,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint never responds",
    settings: { requestTimeoutSeconds: 0.3, retryTimeoutSeconds: 0.5 },
    arrange: tokenFails({ type: "hang" }),
    expected: timeout("requestTimeout", 0.3),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint never responds, and the whole read has less time than a request",
    settings: { requestTimeoutSeconds: 1, retryTimeoutSeconds: 0.4 },
    arrange: tokenFails({ type: "hang" }, 1),
    expected: timeout("retryTimeout", 0.4),
    requests: 1,
    atMostSeconds: 1,
  },
  {
    ...common,
    name: "The token endpoint responds 401: the secret is wrong",
    arrange: secretIsWrong,
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
    expected: NO_TOKEN,
    requests: 1,
  },
  {
    ...common,
    name: "The token endpoint responds 200 with a page",
    arrange: tokenFails({ type: "raw", contentType: "text/html", body: "<h1>Sign in</h1>" }),
    expected: NO_TOKEN,
    requests: 1,
  },
  {
    ...common,
    name: "The token endpoint says nothing of `expires_in`",
    arrange: lastingToken(),
    requests: 2,
  },
  {
    ...common,
    name: "The token has expired since the last read",
    cold: false,
    options: { tokenLifetimeSeconds: 1 },
    arrange: aSecond,
    requests: 2,
  },
  {
    ...common,
    name: "401: the token was revoked, which the client cannot know",
    cold: false,
    arrange: tokensAreRevoked,
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
