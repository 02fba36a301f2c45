import assert from "node:assert/strict";
import { isTransient } from "../../../../provider/atlas/http/retry-policy.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { response } from "../../../helpers/fake-send.js";

describe("isTransient", () => {
  for (const status of [429, 500, 502, 503, 504]) {
    it(`takes ${status} for "not now"`, () => {
      assert.equal(isTransient({ response: response(status) }), true);
      assert.equal(isTransient({ response: { ...response(status), from: "token" } }), true);
    });
  }

  for (const status of [200, 204, 301, 302, 304, 400, 401, 403, 404, 406, 408, 409, 410, 422, 501, 505]) {
    it(`takes ${status} for final`, () => {
      assert.equal(isTransient({ response: response(status) }), false);
    });
  }

  const ERRORS: readonly (readonly [string, unknown, boolean])[] = [
    ["a retryable network error", new TransportError("network", "reset", true), true],
    ["a request's timeout", new TransportError("timeout", "too slow", true), true],
    ["a permanent network error", new TransportError("network", "no such host", false), false],
    ["the deadline", new TransportError("deadline", "too late", false), false],
    ["another error", new Error("bug"), false],
    ["what only looks like one", { name: "TransportError", retryable: true }, false],
    ["undefined", undefined, false],
  ];
  for (const [name, error, expected] of ERRORS) {
    it(`takes ${name} for ${expected ? '"not now"' : "final"}`, () => {
      assert.equal(isTransient({ error }), expected);
    });
  }
});
