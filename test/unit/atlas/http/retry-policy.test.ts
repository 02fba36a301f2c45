import assert from "node:assert/strict";
import { isTransientStatus } from "../../../../provider/atlas/http/retry-policy.js";

describe("isTransientStatus", () => {
  it("is true for 429, 500, 502, 503 and 504 only", () => {
    const statuses = Array.from({ length: 500 }, (_, n) => 100 + n);
    assert.deepEqual(statuses.filter(isTransientStatus), [429, 500, 502, 503, 504]);
  });
});
