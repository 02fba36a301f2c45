import assert from "node:assert/strict";
import {
  statusError,
  TOKEN_REFUSED_ADVICE,
  type StatusErrorContext,
} from "../../../../provider/atlas/read/status-errors.js";

const CONTEXT = {
  label: "LABEL",
  notFound: { what: "THING", advice: "ADVICE" },
  credentials: "CREDENTIALS",
  location: "LOCATION",
  challenge: undefined,
  body: {},
};

const URL_AND_PROXY = "Check mongodbatlas:baseUrl and any proxy";
const SERVER = [
  "SERVER_ERROR",
  "server error, reading LABEL",
  "Try again later, see https://status.mongodb.com",
];
const REDIRECT = [
  "REDIRECTED",
  "redirect to LOCATION, reading LABEL",
  "Redirects are not followed, to protect the credentials. Check mongodbatlas:baseUrl",
];
const UNEXPECTED = ["UNEXPECTED_STATUS", "unexpected status, reading LABEL", URL_AND_PROXY];

const CASES: Readonly<Record<number, readonly string[]>> = {
  400: ["BAD_REQUEST", "invalid request, reading LABEL", "A retry does not help"],
  401: [
    "UNAUTHORIZED",
    "CREDENTIALS was refused, reading LABEL",
    "Check that it is complete, not expired, not revoked, and for mongodbatlas:baseUrl",
  ],
  403: [
    "FORBIDDEN",
    "no access to LABEL with CREDENTIALS",
    "Needed: the role Project Read Only, and this machine on the API access list",
  ],
  404: ["NOT_FOUND", "no such THING", "ADVICE"],
  406: [
    "NOT_ACCEPTABLE",
    "version 2023-01-01 of the API is not served, reading LABEL",
    "Check mongodbatlas:baseUrl",
  ],
  410: [
    "GONE",
    "the Data Lake Pipelines API is gone, reading LABEL",
    "Copy what pulumi stack output has, then remove the read; or set mongodbatlas:baseUrl",
  ],
  429: [
    "RATE_LIMITED",
    "too many requests, reading LABEL",
    "Raise atlas-data-lake:retryTimeoutSeconds, or retry later",
  ],
  299: UNEXPECTED,
  300: REDIRECT,
  399: REDIRECT,
  418: UNEXPECTED,
  499: UNEXPECTED,
  500: SERVER,
  599: SERVER,
};

const ACCESS = "Needed: the role Project Read Only, and this machine on the API access list";
const NO_PATH = "/api/atlas/v2/groups/1";
const UNKNOWN_PATH = [
  "NOT_FOUND",
  "unknown path, reading LABEL",
  "Check mongodbatlas:baseUrl. A server that has removed the API may respond so too",
];

/** Responses whose status alone does not say what is wrong. */
const BODIES: readonly (readonly [name: string, number, Partial<StatusErrorContext>, readonly string[]])[] = [
  [
    "USER_UNAUTHORIZED",
    401,
    { body: { errorCode: "USER_UNAUTHORIZED" } },
    ["UNAUTHORIZED", "no access to LABEL with CREDENTIALS", ACCESS],
  ],
  [
    "a Digest challenge that is not supported",
    401,
    { challenge: "MD5 with qop=auth-int" },
    [
      "UNAUTHORIZED",
      "unsupported HTTP Digest challenge (MD5 with qop=auth-int), reading LABEL",
      "Supported are MD5 and SHA-256 with qop=auth. Check mongodbatlas:baseUrl and any proxy",
    ],
  ],
  ...(["203.0.113.9", "2001:db8::9"] as const).map(
    (address) =>
      [
        `IP_ADDRESS_NOT_ON_ACCESS_LIST with ${address}`,
        403,
        { body: { errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST", parameters: [{}, address] } },
        [
          "FORBIDDEN",
          "no access to LABEL with CREDENTIALS",
          `Put ${address}, the address of this machine or its proxy, on the API access list`,
        ],
      ] as const,
  ),
  [
    "IP_ADDRESS_NOT_ON_ACCESS_LIST without an address",
    403,
    { body: { errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST", parameters: ["elsewhere", "fe80::1%some.text"] } },
    ["FORBIDDEN", "no access to LABEL with CREDENTIALS", ACCESS],
  ],
  [
    "a path in its parameters",
    404,
    { body: { errorCode: "RESOURCE_NOT_FOUND", parameters: [1, NO_PATH] } },
    UNKNOWN_PATH,
  ],
  [
    "a path in its detail",
    404,
    { body: { errorCode: "RESOURCE_NOT_FOUND", detail: `No ${NO_PATH}.` } },
    UNKNOWN_PATH,
  ],
  [
    "RESOURCE_NOT_FOUND of a run",
    404,
    { body: { errorCode: "RESOURCE_NOT_FOUND", detail: "No run." } },
    ["NOT_FOUND", "no such THING", "ADVICE"],
  ],
  [
    "a path with another code",
    404,
    { body: { errorCode: "GROUP_NOT_FOUND", detail: NO_PATH } },
    ["NOT_FOUND", "no such THING", "ADVICE"],
  ],
];

describe("statusError", () => {
  for (const [name, status, more, [code, meaning, advice]] of BODIES) {
    it(`returns ${String(code)} for ${status} and ${name}`, () => {
      assert.deepEqual(statusError(status, { ...CONTEXT, ...more }), { code, meaning, advice });
    });
  }

  for (const [status, [code, meaning, advice]] of Object.entries(CASES)) {
    it(`returns ${String(code)} for ${status}`, () => {
      assert.deepEqual(statusError(Number(status), CONTEXT), { code, meaning, advice });
    });
  }

  it("returns an advice of one line without a full stop for every status", () => {
    for (let status = 100; status < 600; status++)
      assert.match(statusError(status, CONTEXT).advice, /^[A-Z].*[^.\s]$/);
    assert.match(TOKEN_REFUSED_ADVICE, /^[A-Z].*[^.\s]$/);
  });
});
