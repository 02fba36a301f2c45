import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRetryAfter, retryDelay } from "../../provider/atlas/client/retry-delay.js";
import { response } from "../helpers/fake-send.js";
import { forAll } from "./check.js";
import { anyString } from "./strings.js";

const value = fc.oneof(
  anyString,
  fc.stringMatching(/^ ?[0-9]{1,400}(\.[0-9]{1,20})?$/),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.tuple(fc.constantFrom("Fri, ", "Jan ", "Sun 1 "), anyString).map((parts) => parts.join("")),
  fc.constantFrom("9".repeat(400), "1e999", "-0", "0x7fffffff", "Thu, 01 Jan 275760 00:00:00 GMT"),
);
const now = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe("Retry-After with any text", () => {
  forAll("is parsed as a finite time, or ignored", fc.tuple(value, now), ([text, now]) => {
    const delay = parseRetryAfter(text, now);
    assert.ok(delay === undefined || (Number.isFinite(delay) && delay >= 0), String(delay));
  });

  const lastResponse = fc.option(
    fc.tuple(value, value).map(([text, date]) => response(429, { "retry-after": text, date })),
    { nil: undefined },
  );
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  forAll(
    "gives a finite delay above zero after any attempt",
    fc.tuple(lastResponse, fc.integer({ min: 1, max: 1_000 }), random, now),
    ([got, attempt, random, now]) => {
      const delay = retryDelay(
        got,
        attempt,
        () => random,
        () => now,
      );
      assert.ok(Number.isFinite(delay) && delay > 0, String(delay));
    },
  );
});
