import assert from "node:assert/strict";
import {
  AtlasApiError,
  AtlasContentError,
  AtlasNetworkError,
  ConfigurationError,
} from "../../../provider/index.js";

describe("the fields of an AtlasApiError", () => {
  const all = {
    status: 400,
    errorCode: "VALIDATION_ERROR",
    detail: "No provider AWS exists.",
    reason: "Bad Request",
    parameters: ["AWS", { name: "provider" }],
  };

  it("are those of the answer", () => {
    const error = new AtlasApiError("BAD_REQUEST", "m", all);
    const { status, errorCode, detail, reason, parameters } = error;
    assert.deepEqual({ status, errorCode, detail, reason, parameters }, all);
  });

  for (const name of ["errorCode", "detail", "reason", "parameters"] as const) {
    it(`have no key for ${name} when the answer had none`, () => {
      const { [name]: _, ...rest } = all;
      const error = new AtlasApiError("BAD_REQUEST", "m", rest);
      assert.equal(name in error, false);
      assert.deepEqual(Object.assign({}, error), { name: "AtlasApiError", code: "BAD_REQUEST", ...rest });
    });
  }

  it("are the status alone when the answer had no body", () => {
    const error = new AtlasApiError("SERVER_ERROR", "m", { status: 503 });
    assert.deepEqual(Object.assign({}, error), { name: "AtlasApiError", code: "SERVER_ERROR", status: 503 });
  });
});

describe("the fields of an AtlasContentError", () => {
  it("are the status and each problem", () => {
    const error = new AtlasContentError("DECODE", "m", { status: 200, problems: ["a", "b"] });
    assert.equal(error.status, 200);
    assert.deepEqual(error.problems, ["a", "b"]);
  });

  it("have no key for a status that is not known, and no problem where none is given", () => {
    const error = new AtlasContentError("UNEXPECTED_CONTENT", "m", {});
    assert.deepEqual(Object.assign({}, error), {
      name: "AtlasContentError",
      code: "UNEXPECTED_CONTENT",
      problems: [],
    });
    assert.equal("status" in error, false);
    assert.equal("cause" in error, false);
  });
});

describe("the codes of an error", () => {
  for (const code of ["NETWORK", "TIMEOUT"] as const) {
    it(`are ${code} of an AtlasNetworkError`, () => {
      const error = new AtlasNetworkError(code, "m");
      assert.equal(error.code, code);
      assert.equal("cause" in error, false);
    });
  }

  for (const code of ["NO_CREDENTIALS", "INCOMPLETE_CREDENTIALS", "INVALID_CONFIGURATION"] as const) {
    it(`are ${code} of a ConfigurationError`, () => {
      assert.equal(new ConfigurationError(code, "m").code, code);
    });
  }
});
