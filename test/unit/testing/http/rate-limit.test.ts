import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { ApiFailure } from "../../../../provider/testing/http/api-error.js";
import {
  RateLimiter,
  requestsError,
  tokenBucketError,
  TOKEN_REQUESTS,
} from "../../../../provider/testing/http/rate-limit.js";

const LIMIT = { capacity: 3, refill: 2, periodSeconds: 60 };
const PATH = "/api/atlas/v2/orgs";

describe("RateLimiter", () => {
  let clock: SinonFakeTimers;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["performance"] });
    limiter = new RateLimiter(LIMIT, tokenBucketError);
  });

  afterEach(() => {
    clock.restore();
  });

  /** `RateLimit-Remaining` of so many requests; for a refused one `Retry-After`, as a text. */
  const take = (count: number, key = "a"): readonly (number | string)[] =>
    Array.from({ length: count }, () => {
      try {
        return Number(limiter.take(key, PATH)["RateLimit-Remaining"]);
      } catch (error) {
        assert.ok(error instanceof ApiFailure);
        return error.headers["Retry-After"] ?? assert.fail();
      }
    });

  it("grants as many requests as the bucket holds, for each key", () => {
    assert.deepEqual(take(4), [2, 1, 0, "60"]);
    assert.deepEqual(take(1, "b"), [2]);
  });

  it("adds the refill at the end of each period at once, and never more than the capacity", () => {
    take(3);
    clock.tick(59_999);
    assert.deepEqual(take(1), ["0"]);
    clock.tick(1);
    assert.deepEqual(take(3), [1, 0, "60"]);
    clock.tick(5_001);
    assert.deepEqual(take(1), ["54"]);
    clock.tick(10 * 60_000);
    assert.deepEqual(take(4), [2, 1, 0, "54"]);
  });

  it("refuses with the error and the headers of Atlas", () => {
    take(3);
    clock.tick(5_000);
    const documented = {
      detail:
        "Rate limit exceeded for api/atlas/v2/orgs. Please retry after 55 seconds. Request capacity: 3. " +
        "Refill rate: 2 per 60 seconds. " +
        "For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.",
      error: 429,
      errorCode: "RATE_LIMITED_TOKEN_BUCKET",
      parameters: ["api/atlas/v2/orgs", 55, 3, 2, 60],
      reason: "Too Many Requests",
    };
    assert.throws(
      () => limiter.take("a", PATH),
      (error: ApiFailure) => {
        assert.deepEqual(error.body, documented);
        const headers = { "RateLimit-Limit": "3", "RateLimit-Remaining": "0", "Retry-After": "55" };
        assert.deepEqual(error.headers, headers);
        return true;
      },
    );
  });

  it("refuses requests for tokens with their own error of Atlas", () => {
    assert.deepEqual(requestsError("/api/oauth/token", 55, TOKEN_REQUESTS), {
      detail: "Resource /api/oauth/token is limited to 10 requests every 1 minutes.",
      errorCode: "RATE_LIMITED",
      parameters: ["/api/oauth/token", 10, 1],
    });
  });
});
