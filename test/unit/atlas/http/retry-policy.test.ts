import assert from "node:assert/strict";
import { isTransient, isTransientStatus } from "../../../../provider/atlas/http/retry-policy.js";
import { response } from "../../../helpers/fake-send.js";

describe("isTransientStatus", () => {
  it("is true for 408, 425, 429, 500, 502, 503, 504 and 520 to 529 only", () => {
    const statuses = Array.from({ length: 500 }, (_, n) => 100 + n);
    const cloudflare = Array.from({ length: 10 }, (_, n) => 520 + n);
    assert.deepEqual(statuses.filter(isTransientStatus), [408, 425, 429, 500, 502, 503, 504, ...cloudflare]);
  });
});

describe("isTransient", () => {
  it("is false for a count of runs that is too slow, which is so each time", () => {
    const body = JSON.stringify({ errorCode: "TIMEOUT_WHILE_PAGING" });
    assert.deepEqual(
      [response(500, {}, body), response(503, {}, body), response(500, {}, "{}"), response(404)].map(
        isTransient,
      ),
      [false, true, true, false],
    );
  });
});
