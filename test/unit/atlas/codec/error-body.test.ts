import assert from "node:assert/strict";
import { inspect } from "node:util";
import { decodeApiError, decodeTokenError } from "../../../../provider/atlas/codec/error-body.js";

const API_ERROR = {
  detail: "Cannot find resource AWS",
  error: 404,
  errorCode: "RESOURCE_NOT_FOUND",
  parameters: ["AWS", { name: "x" }, null],
  reason: "Not Found",
  badRequestDetail: { fields: [{ field: "provider", description: "must exist" }] },
};

describe("decodeApiError", () => {
  const WRONG: readonly (readonly [string, readonly unknown[]])[] = [
    ["detail", [1, null, [], {}]],
    ["error", ["404", 404.5, null, true]],
    ["errorCode", [1, null, [], {}]],
    ["parameters", ["a", 1, null, { 0: "a" }]],
    ["reason", [1, null, [], {}]],
    ["badRequestDetail", [1, null, [], {}, { fields: {} }, { fields: [{ field: "provider" }] }]],
  ];
  it("keeps the documented fields, and no other", () => {
    assert.deepEqual(decodeApiError({ ...API_ERROR, links: [] }), API_ERROR);
    assert.deepEqual(decodeApiError({}), {});
  });

  for (const [name, values] of WRONG) {
    it(`leaves out ${name} of another type, and keeps the others`, () => {
      const { [name]: _, ...others } = API_ERROR as Record<string, unknown>;
      for (const value of values) assert.deepEqual(decodeApiError({ ...API_ERROR, [name]: value }), others);
    });
  }
});

describe("decodeTokenError", () => {
  it("has error as errorCode and error_description as detail", () => {
    const body = { error: "invalid_client", error_description: "No such client.", error_uri: "https://x" };
    assert.deepEqual(decodeTokenError(body), { errorCode: "invalid_client", detail: "No such client." });
    assert.deepEqual(decodeTokenError({ error: "access_denied" }), { errorCode: "access_denied" });
    assert.deepEqual(decodeTokenError({ error_description: "No." }), { detail: "No." });
  });

  it("decodes an error body of the API, but prefers the fields of the token endpoint", () => {
    assert.deepEqual(decodeTokenError(API_ERROR), API_ERROR);
    const api = { errorCode: "c", detail: "d", reason: "r" };
    const both = decodeTokenError({ ...api, error: "e", error_description: "ed" });
    assert.deepEqual(both, { errorCode: "e", detail: "ed", reason: "r" });
    assert.deepEqual(decodeTokenError({ ...api, error: "", error_description: "" }), api);
  });

  for (const body of [
    undefined,
    null,
    "text",
    42,
    [{ detail: "x" }],
    { error: null, error_description: {} },
  ]) {
    it(`has no fields for ${inspect(body)}, and neither has decodeApiError`, () => {
      assert.deepEqual([decodeTokenError(body), decodeApiError(body)], [{}, {}]);
    });
  }
});
