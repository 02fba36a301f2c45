import assert from "node:assert/strict";
import { AtlasApiError, AtlasError } from "../../../../provider/index.js";
import { apiError } from "../../../../provider/atlas/read/api-error.js";
import { response, facts, MISSING, WHAT } from "../../../helpers/responses.js";

const ERROR = {
  detail: "Some detail.",
  errorCode: "SOME_CODE",
  parameters: ["a", { b: 1 }, null],
  reason: "Some reason",
} as const;

const ROLE =
  "the API key or service account needs the role Project Read Only (GROUP_READ_ONLY) in this project, " +
  "and this machine's address must be on its API access list";
const REMOVED =
  "Atlas has removed the Data Lake Pipelines API (deprecated, sunset 2025-09-09), so that no tool can read " +
  "a run any more; outputs that a stack has stored remain readable with pulumi stack output. " +
  "Remove the read from the program, or point mongodbatlas:baseUrl to a server that still has the API";
const ODD = "this is not how Atlas answers: check mongodbatlas:baseUrl and any proxy";
const LATER = "the fault is on the side of Atlas: try again later, see https://status.mongodb.com";
const NOT_FOLLOWED =
  "a redirect is not followed, for it would take the credentials along: check mongodbatlas:baseUrl";

const failure = (
  status: number,
  body: unknown = ERROR,
  headers: Record<string, string> = {},
): AtlasApiError =>
  apiError(WHAT, {
    response: response({ status, headers }),
    status,
    body,
    attempts: 1,
    elapsedSeconds: 0.2,
    dueDelaySeconds: undefined,
    notFoundHint: MISSING,
    retryTimeoutSeconds: 120,
  });

describe("the error for a refusal", () => {
  const STATUSES: readonly (readonly [number, string, string])[] = [
    [400, "BAD_REQUEST", "Atlas refused the request as it is; a retry does not help"],
    [
      401,
      "UNAUTHORIZED",
      "Atlas does not accept the credentials: check that they are complete, not revoked or expired, " +
        "and for this Atlas (mongodbatlas:baseUrl)",
    ],
    [403, "FORBIDDEN", ROLE],
    [
      404,
      "NOT_FOUND",
      "check projectId, pipelineName and pipelineRunId, and that the run has not been deleted",
    ],
    [
      406,
      "NOT_ACCEPTABLE",
      "this Atlas does not serve version 2023-01-01 of its API: check mongodbatlas:baseUrl",
    ],
    [410, "GONE", REMOVED],
    [
      429,
      "RATE_LIMITED",
      "Atlas limits the rate of requests: lower atlas-data-lake:maxConcurrentReads or try again later",
    ],
    [500, "SERVER_ERROR", LATER],
    [502, "SERVER_ERROR", LATER],
    [503, "SERVER_ERROR", LATER],
    [504, "SERVER_ERROR", LATER],
    [204, "UNEXPECTED_STATUS", ODD],
    [418, "UNEXPECTED_STATUS", ODD],
  ];
  for (const [status, code, todo] of STATUSES) {
    it(`says what ${status} means and what to do, and has what Atlas sent`, () => {
      const error = failure(status);
      assert.ok(error instanceof AtlasApiError && error instanceof AtlasError && error instanceof Error);
      assert.deepEqual(facts(error), {
        name: "AtlasApiError",
        code,
        status,
        ...ERROR,
        message: `cannot read ${WHAT}: Atlas answered ${status} SOME_CODE (Some detail). To do: ${todo}`,
      });
    });
  }

  for (const status of [301, 302, 307, 308]) {
    it(`says where ${status} leads`, () => {
      const { code, message } = failure(status, {}, { location: "https://example.com/x\r\ny" });
      assert.equal(code, "REDIRECTED");
      assert.equal(
        message,
        `cannot read ${WHAT}: Atlas answered ${status} to https://example.com/x y. To do: ${NOT_FOLLOWED}`,
      );
    });
  }

  it("says that a redirect leads nowhere", () => {
    const start = `cannot read ${WHAT}: Atlas answered 302 to nowhere. To do: `;
    assert.equal(failure(302, {}).message, start + NOT_FOLLOWED);
  });

  it("names no location for another status", () => {
    const { message } = failure(503, {}, { location: "https://example.com" });
    assert.equal(message, `cannot read ${WHAT}: Atlas answered 503. To do: ${LATER}`);
  });
});
