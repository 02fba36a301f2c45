import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { ApiFailure } from "../../../../provider/testing/http/api-error.js";
import { RateLimiter, tokenBucketError } from "../../../../provider/testing/http/rate-limit.js";

describe("RateLimiter", () => {
  let clock: SinonFakeTimers;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["performance"] });
    limiter = new RateLimiter({ capacity: 3, refill: 2, periodSeconds: 60 }, tokenBucketError);
  });

  afterEach(() => {
    clock.restore();
  });

  const failure = (): ApiFailure => {
    try {
      return assert.fail(JSON.stringify(limiter.take("a", "/api/atlas/v2/orgs")));
    } catch (error) {
      assert.ok(error instanceof ApiFailure, String(error));
      return error;
    }
  };
  /** `RateLimit-Remaining` after each granted request. */
  const take = (count: number, key = "a"): readonly (string | undefined)[] =>
    Array.from({ length: count }, () => limiter.take(key, "/")["RateLimit-Remaining"]);

  it("grants as many requests as the bucket holds, for each key", () => {
    assert.deepEqual(take(3), ["2", "1", "0"]);
    assert.equal(failure().headers["Retry-After"], "60");
    assert.deepEqual(take(1, "b"), ["2"]);
  });

  it("adds the refill at the end of each period at once, and never more than the capacity", () => {
    take(3);
    clock.tick(59_999);
    assert.equal(failure().headers["Retry-After"], "0");
    clock.tick(1);
    assert.deepEqual(take(2), ["1", "0"]);
    clock.tick(5_001);
    assert.equal(failure().headers["Retry-After"], "54");
    clock.tick(10 * 60_000);
    assert.deepEqual(take(3), ["2", "1", "0"]);
    assert.equal(failure().headers["Retry-After"], "54");
  });

  it("refuses with the error and the headers of Atlas", () => {
    take(3);
    clock.tick(5_000);
    const { body, headers } = failure();
    assert.deepEqual(headers, { "RateLimit-Limit": "3", "RateLimit-Remaining": "0", "Retry-After": "55" });
    assert.deepEqual(body, {
      detail:
        "Rate limit exceeded for api/atlas/v2/orgs. Please retry after 55 seconds. Request capacity: 3. " +
        "Refill rate: 2 per 60 seconds. " +
        "For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.",
      error: 429,
      errorCode: "RATE_LIMITED_TOKEN_BUCKET",
      parameters: ["api/atlas/v2/orgs", 55, 3, 2, 60],
      reason: "Too Many Requests",
    });
  });
});
