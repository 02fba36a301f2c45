import assert from "node:assert/strict";
import { parseRetryAfter, retryDelay } from "../../../../provider/atlas/client/retry-delay.js";
import { type Outcome } from "../../../../provider/atlas/http/retry-policy.js";
import { response } from "../../../helpers/fake-send.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const delayOf = (outcome: Outcome, attempt: number, random: number): number =>
  retryDelay(
    outcome,
    attempt,
    () => random,
    () => NOW,
  );

describe("parseRetryAfter", () => {
  const VALUES: readonly (readonly [string | undefined, number | undefined])[] = [
    ["0", 0],
    ["7", 7_000],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10_000],
    ["Friday, 02-Jan-26 03:04:06 GMT", 1_000],
    ["Fri, 02 Jan 2026 03:04:05 GMT", 0],
    ["Thu, 01 Jan 2026 00:00:00 GMT", 0],
    [undefined, undefined],
    ["", undefined],
    ["soon", undefined],
    ["-1", undefined],
    ["+1", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
    ["5, 6", undefined],
    ["2026-01-02T03:04:15Z", undefined],
  ];
  for (const [value, expected] of VALUES) {
    it(`reads ${value === undefined ? "no value" : `"${value}"`} as ${expected ?? "nothing"}`, () => {
      assert.equal(parseRetryAfter(value, NOW), expected);
    });
  }
});

describe("retryDelay", () => {
  const failure: Outcome = { error: new Error("reset") };

  for (const [date, delay] of [
    ["Fri, 02 Jan 2026 03:04:05 GMT", 10_000],
    ["Fri, 02 Jan 2026 03:04:12 GMT", 3_000],
    ["Mon, 05 Jan 2026 03:04:05 GMT", 250],
    ["now", 10_000],
  ] as const) {
    it(`counts to the date of Retry-After from the server's clock where it says ${date}`, () => {
      const headers = { "retry-after": "Fri, 02 Jan 2026 03:04:15 GMT", date };
      assert.equal(delayOf({ response: response(429, headers) }, 1, 0), delay);
    });
  }

  const BACKOFFS: readonly (readonly [number, number])[] = [
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 30_000],
    [8, 30_000],
    [5_000, 30_000],
  ];
  for (const [attempt, longest] of BACKOFFS) {
    it(`pauses from ${longest / 2} to ${longest} ms after attempt ${attempt}, by chance`, () => {
      assert.equal(delayOf(failure, attempt, 0), longest / 2);
      assert.equal(delayOf(failure, attempt, 0.5), longest * 0.75);
      assert.ok(delayOf(failure, attempt, 1 - Number.EPSILON) <= longest);
    });
  }

  for (const [value, expected] of [
    ["2", 2_000],
    ["3600", 3_600_000],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10_000],
  ] as const) {
    it(`pauses as Retry-After: ${value} asks, in every attempt and with no chance in it`, () => {
      const outcome = { response: response(503, { "retry-after": value }) };
      assert.deepEqual(
        [delayOf(outcome, 1, 0), delayOf(outcome, 1, 0.9), delayOf(outcome, 9, 0)],
        Array(3).fill(expected),
      );
    });
  }

  for (const value of ["0", "0.4", "Fri, 02 Jan 2026 03:04:00 GMT"]) {
    it(`does not hurry because of Retry-After: ${value}`, () => {
      const outcome = { response: response(503, { "retry-after": value }) };
      assert.deepEqual([delayOf(outcome, 1, 0.5), delayOf(outcome, 4, 0.5)], [375, 3_000]);
    });
  }

  for (const headers of [{}, { "retry-after": "soon" }]) {
    it(`pauses as after an error where the answer has ${JSON.stringify(headers)}`, () => {
      assert.equal(delayOf({ response: response(503, headers) }, 3, 0.5), 1_500);
    });
  }
});
