import assert from "node:assert/strict";
import sinon from "sinon";
import {
  bucketOf,
  isTransientStatus,
  parseRetryAfter,
  retryDelay,
} from "../../../../provider/atlas/http/retry-policy.js";
import { response } from "../../../helpers/fake-send.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");

describe("isTransientStatus", () => {
  it("is true for 408, 425, 429, 500, 502, 503, 504 and 520 to 529 only", () => {
    const statuses = Array.from({ length: 500 }, (_, n) => 100 + n);
    const cloudflare = Array.from({ length: 10 }, (_, n) => 520 + n);
    assert.deepEqual(statuses.filter(isTransientStatus), [408, 425, 429, 500, 502, 503, 504, ...cloudflare]);
  });
});

describe("parseRetryAfter", () => {
  const VALUES: readonly (readonly [string | undefined, number | undefined])[] = [
    ["0", 0],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10_000],
    ["Friday, 02-Jan-26 03:04:06 GMT", 1_000],
    ["Thu, 01 Jan 2026 00:00:00 GMT", 0],
    ...[undefined, "", "soon", "-1", "1e3", "5, 6", "2026-01-02T03:04:15Z"].map(
      (value) => [value, undefined] as const,
    ),
  ];
  for (const [value, expected] of VALUES) {
    it(`parses ${String(value).slice(0, 40)} as ${expected ?? "nothing"}`, () => {
      assert.equal(parseRetryAfter(value, NOW), expected);
    });
  }
});

describe("retryDelay", () => {
  let random: sinon.SinonStub;

  beforeEach(() => {
    sinon.useFakeTimers({ now: NOW, toFake: ["Date"] });
    random = sinon.stub(Math, "random").returns(0);
  });

  for (const [attempt, backoff] of [
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 30_000],
    [5_000, 30_000],
  ] as const) {
    it(`is ${backoff / 2} to ${backoff} ms after attempt ${attempt}, with jitter`, () => {
      assert.equal(retryDelay(undefined, attempt), backoff / 2);
      random.returns(0.5);
      assert.equal(retryDelay(response(503), attempt), backoff * 0.75);
    });
  }

  const BUCKET = '{"errorCode":"RATE_LIMITED_TOKEN_BUCKET","parameters":["path",4]}';
  const DATE = "Fri, 02 Jan 2026 03:04:15 GMT";
  const CASES: readonly (readonly [number, number, Record<string, string>, body?: string])[] = [
    [500, 503, { "retry-after": "0.5" }],
    [3_600_000, 503, { "retry-after": "3600" }],
    [10_000, 503, { "retry-after": DATE }],
    // Counted from the server's date.
    [3_000, 503, { "retry-after": DATE, date: "Fri, 02 Jan 2026 03:04:12 GMT" }],
    [10_000, 503, { "retry-after": DATE, date: "now" }],
    // The backoff.
    ...["0", "0.4", "soon", "Fri, 02 Jan 2026 03:04:00 GMT"].map(
      (value) => [2_000, 503, { "retry-after": value }] as const,
    ),
    [2_000, 503, { "retry-after": DATE, date: "Mon, 05 Jan 2026 03:04:05 GMT" }],
    [2_000, 503, { "ratelimit-reset": "7" }],
    [2_000, 503, {}, BUCKET],
    [7_000, 429, { "ratelimit-reset": "7" }],
    // A server that sends a time.
    [60_000, 429, { "ratelimit-reset": "1795801179" }],
    [3_000, 429, { "retry-after": "3", "ratelimit-reset": "7" }],
    [4_000, 429, { "retry-after": "0" }, BUCKET],
  ];
  for (const [expected, status, headers, body] of CASES) {
    it(`is ${expected} ms after ${status} with ${JSON.stringify(headers)} ${body ?? ""}`, () => {
      assert.equal(retryDelay(response(status, headers, body), 4), expected);
    });
  }
});

describe("bucketOf", () => {
  const CODE = '"errorCode":"RATE_LIMITED_TOKEN_BUCKET"';
  const bucket = (retryMs: number, requests?: number, periodMs = 0): object => ({
    retryMs,
    refill: requests === undefined ? undefined : { requests, periodMs },
  });
  const BODIES: readonly (readonly [string, object | undefined])[] = [
    [`{${CODE},"parameters":["/api/atlas/v2/groups",42,300,100,60]}`, bucket(42_000, 100, 60_000)],
    [`{${CODE},"parameters":["/path","1.5","10","1","3"]}`, bucket(1_500, 1, 3_000)],
    [`{${CODE},"parameters":["/path",0,10,5,3600]}`, bucket(0, 5, 60_000)],
    ...["", ",10", ",10,0,60", ",10,1,-60", ",10,1,0", ",10,1"].map(
      (more) => [`{${CODE},"parameters":["/path",3${more}]}`, bucket(3_000)] as const,
    ),
    ...[
      '"/path",-1,10,1,60',
      '"/path","soon"',
      '"/path",{"toString":1,"valueOf":1}',
      '"/path",1e400,300,100,60',
      "",
    ].map((parameters) => [`{${CODE},"parameters":[${parameters}]}`, undefined] as const),
    [`{${CODE}}`, undefined],
    ['{"errorCode":"RATE_LIMITED","parameters":["/path",10,1]}', undefined],
    ["<h1>Too many requests</h1>", undefined],
    ["", undefined],
  ];
  for (const [body, expected] of BODIES) {
    it(`reads ${expected ? JSON.stringify(expected) : "nothing"} from ${body || "an empty body"}`, () => {
      assert.deepEqual(bucketOf(response(429, {}, body)), expected);
    });
  }

  it("parses no body of more than 64 KiB", () => {
    const body = `{${CODE},"parameters":["path",3]}`;
    assert.deepEqual(bucketOf(response(429, {}, body.padEnd(64 * 1024))), bucket(3_000));
    assert.equal(bucketOf(response(429, {}, body.padEnd(64 * 1024 + 1))), undefined);
  });
});
