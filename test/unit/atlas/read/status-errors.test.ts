import assert from "node:assert/strict";
import { statusError, TOKEN_REFUSED_ADVICE } from "../../../../provider/atlas/read/status-errors.js";

describe("advice", () => {
  it("says what to check where nothing is found", () => {
    assert.equal(statusError(404, "the names").advice, "check the names");
  });

  const CODES: readonly (readonly [string, readonly number[]])[] = [
    ["BAD_REQUEST", [400]],
    ["UNAUTHORIZED", [401]],
    ["FORBIDDEN", [403]],
    ["NOT_FOUND", [404]],
    ["NOT_ACCEPTABLE", [406]],
    ["GONE", [410]],
    ["RATE_LIMITED", [429]],
    ["REDIRECTED", [300, 301, 302, 303, 304, 307, 308, 399]],
    ["SERVER_ERROR", [500, 501, 502, 503, 504, 511, 599]],
    ["UNEXPECTED_STATUS", [100, 201, 202, 204, 299, 402, 405, 408, 409, 411, 415, 418, 428, 430, 451, 499]],
  ];
  for (const [code, statuses] of CODES) {
    for (const status of statuses) {
      it(`gives ${status} the code ${code}`, () => {
        assert.equal(statusError(status, "everything").code, code);
      });
    }
  }

  it("is one line for every status, and ends without a period", () => {
    for (let status = 100; status < 600; status++)
      assert.match(statusError(status, "everything").advice, /^\S.*[^.\s]$/);
    assert.match(TOKEN_REFUSED_ADVICE, /^\S.*[^.\s]$/);
  });
});
