import assert from "node:assert/strict";
import { statusError, TOKEN_REFUSED_ADVICE } from "../../../../provider/atlas/read/status-errors.js";

const CONTEXT = {
  label: "LABEL",
  notFound: { what: "THING", advice: "ADVICE" },
  credentials: "CREDENTIALS",
  location: "LOCATION",
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
    "Remove the read, or set mongodbatlas:baseUrl. pulumi stack output still has the stored outputs",
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

describe("statusError", () => {
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
