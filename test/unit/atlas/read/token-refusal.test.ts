import assert from "node:assert/strict";
import { AtlasApiError, AtlasContentError } from "../../../../provider/index.js";
import { interpretRun, answered, facts, REF, thrownBy, WHAT } from "../../../helpers/responses.js";

const CONTEXT = {
  baseUrl: "https://cloud.mongodb.com",
  retryTimeoutSeconds: 120,
  secrets: () => [],
  warn: () => undefined,
};

const ACCOUNT =
  "check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, " +
  "and that the service account has fewer than 100 live access tokens";

const refused = (status: number, body: unknown): AtlasApiError => {
  const error = thrownBy(() => interpretRun(REF, answered({ from: "token", status, body }), CONTEXT));
  assert.ok(error instanceof AtlasApiError);
  return error;
};

describe("a refusal of the token endpoint", () => {
  const REFUSALS: readonly (readonly [number, string])[] = [
    [400, "BAD_REQUEST"],
    [401, "UNAUTHORIZED"],
    [403, "FORBIDDEN"],
    [404, "NOT_FOUND"],
    [410, "GONE"],
  ];
  for (const [status, code] of REFUSALS) {
    it(`points to the service account with ${status}, in the words of OAuth`, () => {
      const body = { error: "access_denied", error_description: "Access Token limit reached." };
      assert.deepEqual(facts(refused(status, body)), {
        name: "AtlasApiError",
        code,
        status,
        errorCode: "access_denied",
        detail: "Access Token limit reached.",
        message:
          `cannot read ${WHAT}: the token endpoint of Atlas answered ${status} access_denied ` +
          `(Access Token limit reached). To do: ${ACCOUNT}`,
      });
    });
  }

  it("is told in the words of the API, if it uses those", () => {
    const error = refused(401, { error: 401, errorCode: "UNAUTHORIZED", detail: "You are not authorized." });
    assert.equal(
      error.message,
      `cannot read ${WHAT}: the token endpoint of Atlas answered 401 UNAUTHORIZED ` +
        `(You are not authorized). To do: ${ACCOUNT}`,
    );
  });

  it("does not blame the service account for a limit of the rate", () => {
    assert.equal(
      refused(429, {}).message,
      `cannot read ${WHAT}: the token endpoint of Atlas answered 429. To do: ` +
        "Atlas limits the rate of requests: lower atlas-data-lake:maxConcurrentReads or try again later",
    );
  });

  it("does not blame the service account for a fault of the server", () => {
    assert.equal(
      refused(500, "oops").message,
      `cannot read ${WHAT}: the token endpoint of Atlas answered 500. To do: ` +
        "the fault is on the side of Atlas: try again later, see https://status.mongodb.com",
    );
  });
});

describe("an answer of the token endpoint without a token", () => {
  it("is an error, never a run", () => {
    const error = thrownBy(() => interpretRun(REF, answered({ from: "token" }), CONTEXT));
    assert.ok(error instanceof AtlasContentError);
    assert.deepEqual(facts(error), {
      name: "AtlasContentError",
      code: "UNEXPECTED_CONTENT",
      status: 200,
      problems: [],
      message:
        `cannot read ${WHAT}: the token endpoint of Atlas answered 200 without a token. ` +
        "To do: check mongodbatlas:baseUrl and any proxy on the way",
    });
  });
});
