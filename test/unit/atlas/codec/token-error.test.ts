import assert from "node:assert/strict";
import { inspect } from "node:util";
import { decodeTokenError } from "../../../../provider/atlas/codec/api-error.js";

describe("an error body of the token endpoint", () => {
  it("has error as errorCode and error_description as detail", () => {
    const body = { error: "invalid_client", error_description: "No such client.", error_uri: "https://x" };
    assert.deepEqual(decodeTokenError(body), { errorCode: "invalid_client", detail: "No such client." });
  });

  it("may lack either", () => {
    assert.deepEqual(decodeTokenError({ error: "access_denied" }), { errorCode: "access_denied" });
    assert.deepEqual(decodeTokenError({ error_description: "No." }), { detail: "No." });
  });

  it("may be an error body of the API as well", () => {
    const body = { detail: "d", error: 401, errorCode: "UNAUTHORIZED", parameters: ["p"], reason: "r" };
    assert.deepEqual(decodeTokenError(body), body);
  });

  context("when it is both", () => {
    it("prefers the fields of the token endpoint, and keeps the rest", () => {
      const body = { error: "e", error_description: "ed", errorCode: "c", detail: "d", reason: "r" };
      assert.deepEqual(decodeTokenError(body), { errorCode: "e", detail: "ed", reason: "r" });
    });

    it("ignores empty fields of the token endpoint", () => {
      const body = { error: "", error_description: "", errorCode: "c", detail: "d" };
      assert.deepEqual(decodeTokenError(body), { errorCode: "c", detail: "d" });
    });
  });

  it("leaves out what is of another type", () => {
    assert.deepEqual(decodeTokenError({ error: true, error_description: 1 }), {});
    assert.deepEqual(decodeTokenError({ error: null, error_description: {} }), {});
  });

  for (const body of [undefined, null, "invalid_client", 1, ["invalid_client"]]) {
    it(`has no fields when it is ${inspect(body)}`, () => {
      assert.deepEqual(decodeTokenError(body), {});
    });
  }
});
