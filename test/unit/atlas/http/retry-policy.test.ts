import assert from "node:assert/strict";
import { isTransientStatus } from "../../../../provider/atlas/http/retry-policy.js";

describe("isTransientStatus", () => {
  it("is true for 408, 425, 429, 500, 502, 503, 504 and 520 to 529 only", () => {
    const statuses = Array.from({ length: 500 }, (_, n) => 100 + n);
    const cloudflare = Array.from({ length: 10 }, (_, n) => 520 + n);
    assert.deepEqual(statuses.filter(isTransientStatus), [408, 425, 429, 500, 502, 503, 504, ...cloudflare]);
  });
});
