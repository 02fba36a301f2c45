import assert from "node:assert/strict";
import { parseRetryAfter, retryDelay } from "../../../../provider/atlas/client/retry-delay.js";
import { response } from "../../../helpers/fake-send.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const delayAfter = (attempt: number, random: number, headers?: Record<string, string>): number =>
  retryDelay(
    headers && response(503, headers),
    attempt,
    () => random,
    () => NOW,
  );

describe("parseRetryAfter", () => {
  const VALUES: readonly (readonly [string | undefined, number | undefined])[] = [
    ["0", 0],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10_000],
    ["Friday, 02-Jan-26 03:04:06 GMT", 1_000],
    ["Thu, 01 Jan 2026 00:00:00 GMT", 0],
    [undefined, undefined],
    ["", undefined],
    ["soon", undefined],
    ["-1", undefined],
    ["1e3", undefined],
    ["5, 6", undefined],
    ["2026-01-02T03:04:15Z", undefined],
  ];
  for (const [value, expected] of VALUES) {
    it(`parses ${String(value).slice(0, 40)} as ${expected ?? "nothing"}`, () => {
      assert.equal(parseRetryAfter(value, NOW), expected);
    });
  }
});

describe("retryDelay", () => {
  const BACKOFFS: readonly (readonly [number, number])[] = [
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 30_000],
    [5_000, 30_000],
  ];
  for (const [attempt, backoff] of BACKOFFS) {
    it(`is ${backoff / 2} to ${backoff} ms after attempt ${attempt}, with jitter`, () => {
      assert.deepEqual([delayAfter(attempt, 0), delayAfter(attempt, 0.5)], [backoff / 2, backoff * 0.75]);
    });
  }

  for (const [headers, expected] of [
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "3600" }, 3_600_000],
    [{ "retry-after": "Fri, 02 Jan 2026 03:04:15 GMT" }, 10_000],
    // Counted from the server's date.
    [{ "retry-after": "Fri, 02 Jan 2026 03:04:15 GMT", date: "Fri, 02 Jan 2026 03:04:12 GMT" }, 3_000],
    [{ "retry-after": "Fri, 02 Jan 2026 03:04:15 GMT", date: "now" }, 10_000],
  ] as const) {
    it(`is ${expected} ms after ${JSON.stringify(headers)}, without jitter`, () => {
      assert.deepEqual([delayAfter(1, 0, headers), delayAfter(9, 0.9, headers)], [expected, expected]);
    });
  }

  for (const headers of [
    { "retry-after": "0" },
    { "retry-after": "0.4" },
    { "retry-after": "soon" },
    { "retry-after": "Fri, 02 Jan 2026 03:04:00 GMT" },
    { "retry-after": "Fri, 02 Jan 2026 03:04:15 GMT", date: "Mon, 05 Jan 2026 03:04:05 GMT" },
  ]) {
    it(`is the backoff after ${JSON.stringify(headers)}`, () => {
      assert.equal(delayAfter(4, 0.5, headers), 3_000);
    });
  }

  const BUCKET = '{"errorCode":"RATE_LIMITED_TOKEN_BUCKET","parameters":["path",4]}';
  const LIMITS: readonly (readonly [string, number, Record<string, string>, string, number])[] = [
    ["RateLimit-Reset of a 429", 429, { "ratelimit-reset": "7" }, "", 7_000],
    [
      "at most a minute of that, for a server that sends a time",
      429,
      { "ratelimit-reset": "1795801179" },
      "",
      60_000,
    ],
    ["its Retry-After before that", 429, { "retry-after": "3", "ratelimit-reset": "7" }, "", 3_000],
    ["the bucket of a 429 with Retry-After: 0", 429, { "retry-after": "0" }, BUCKET, 4_000],
    ["the backoff, not the bucket, of another status", 503, {}, BUCKET, 500],
  ];
  for (const [name, status, headers, body, expected] of LIMITS) {
    it(`is ${name}`, () => {
      const delay = retryDelay(
        response(status, headers, body),
        1,
        () => 1,
        () => NOW,
      );
      assert.equal(delay, expected);
    });
  }
});
