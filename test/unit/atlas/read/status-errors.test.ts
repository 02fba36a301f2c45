import assert from "node:assert/strict";
import { statusError, type StatusErrorContext } from "../../../../provider/atlas/read/status-errors.js";

const CONTEXT = {
  label: "LABEL",
  notFound: { what: "THING", advice: "ADVICE" },
  credentials: "CREDENTIALS",
  location: "LOCATION",
  challenge: undefined,
  body: {},
};

const NO_ACCESS = "no access to LABEL with CREDENTIALS. ";
const NEEDED = `${NO_ACCESS}Needed: the role Project Read Only, and this machine on the API access list`;
const NO_THING = "NOT_FOUND: no such THING. ADVICE";
const UNKNOWN_PATH =
  "NOT_FOUND: unknown path, reading LABEL. Check mongodbatlas:baseUrl. A server that has removed the API may respond so too";
const REDIRECT =
  "REDIRECTED: redirect to LOCATION, reading LABEL. Redirects are not followed, to protect the credentials. Check mongodbatlas:baseUrl";
const UNEXPECTED =
  "UNEXPECTED_STATUS: unexpected status, reading LABEL. Check mongodbatlas:baseUrl and any proxy";
const SERVER = "SERVER_ERROR: server error, reading LABEL. Try again later, see https://status.mongodb.com";

// The rows of the fault matrix have the rest of each message: they leave its meaning and its advice open.
const STATUSES: Readonly<Record<number, string>> = {
  299: UNEXPECTED,
  300: REDIRECT,
  399: REDIRECT,
  400: "BAD_REQUEST: invalid request, reading LABEL. A retry does not help",
  401: "UNAUTHORIZED: CREDENTIALS was refused, reading LABEL. Check that it is complete, not expired, not revoked, and for mongodbatlas:baseUrl",
  403: `FORBIDDEN: ${NEEDED}`,
  404: NO_THING,
  406: "NOT_ACCEPTABLE: version 2023-01-01 of the API is not served, reading LABEL. Check mongodbatlas:baseUrl",
  410: "GONE: the Data Lake Pipelines API is gone, reading LABEL. Copy what pulumi stack output has, then remove the read; or set mongodbatlas:baseUrl",
  418: UNEXPECTED,
  429: "RATE_LIMITED: too many requests, reading LABEL. Raise atlas-data-lake:retryTimeoutSeconds, or retry later",
  499: UNEXPECTED,
  500: SERVER,
  599: SERVER,
};

const PATH = "/api/atlas/v2/groups/1";
const NOT_LISTED = "IP_ADDRESS_NOT_ON_ACCESS_LIST";
const addressed = (address: string): string =>
  `FORBIDDEN: ${NO_ACCESS}Put ${address}, the address of this machine or its proxy, on the API access list`;

/** Bodies that say more than the status. */
const BODIES: readonly (readonly [number, StatusErrorContext["body"], string])[] = [
  [401, { errorCode: "USER_UNAUTHORIZED" }, `UNAUTHORIZED: ${NEEDED}`],
  [403, { errorCode: NOT_LISTED, parameters: [{}, "203.0.113.9"] }, addressed("203.0.113.9")],
  [403, { errorCode: NOT_LISTED, parameters: ["2001:db8::9"] }, addressed("2001:db8::9")],
  [403, { errorCode: NOT_LISTED, parameters: ["elsewhere", "fe80::1%some.text"] }, `FORBIDDEN: ${NEEDED}`],
  [404, { errorCode: "RESOURCE_NOT_FOUND", parameters: [1, PATH] }, UNKNOWN_PATH],
  [404, { errorCode: "RESOURCE_NOT_FOUND", detail: `No ${PATH}.` }, UNKNOWN_PATH],
  [404, { errorCode: "RESOURCE_NOT_FOUND", detail: "No run." }, NO_THING],
  [404, { errorCode: "GROUP_NOT_FOUND", detail: PATH }, NO_THING],
];

describe("statusError", () => {
  const textOf = (status: number, more: Partial<StatusErrorContext> = {}): string => {
    const { code, meaning, advice } = statusError(status, { ...CONTEXT, ...more });
    return `${code}: ${meaning}. ${advice}`;
  };

  for (const [status, text] of Object.entries(STATUSES)) {
    it(`explains status ${status}`, () => {
      assert.equal(textOf(Number(status)), text);
    });
  }

  for (const [status, body, text] of BODIES) {
    it(`explains status ${status} by the body ${JSON.stringify(body)}`, () => {
      assert.equal(textOf(status, { body }), text);
    });
  }

  it("explains status 401 with a Digest challenge that is not supported", () => {
    const meaning = "unsupported HTTP Digest challenge (MD5 with qop=auth-int), reading LABEL";
    const advice = "Supported are MD5 and SHA-256 with qop=auth. Check mongodbatlas:baseUrl and any proxy";
    assert.equal(textOf(401, { challenge: "MD5 with qop=auth-int" }), `UNAUTHORIZED: ${meaning}. ${advice}`);
  });
});
