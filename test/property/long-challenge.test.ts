import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findDigestChallenge } from "../../provider/atlas/auth/digest.js";
import { forAll } from "./check.js";

/** Parts that a parser may have to look at again and again. */
const PARTS = [
  ",",
  '"',
  "\\",
  '\\"',
  " ",
  "\t",
  "=",
  "a",
  "a ",
  "a=",
  'a="',
  "a=b,",
  'a="b",',
  "a= b ",
  "Digest ",
  "~",
];

/** Text of a length that is made of one or two parts, repeated. */
const repeated = (
  length: number,
  [head, parts, tail]: readonly [string, readonly string[], string],
): string => {
  const unit = parts.join("");
  return head + unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + tail;
};

const shape = fc.tuple(
  fc.constantFrom("", "Digest ", 'Digest realm="', "Digest realm=", "Digest realm"),
  fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }),
  fc.constantFrom("", '"', "=", ",", "x", "\\", "\u0000"),
);

/** Milliseconds that the quickest of a few readings takes: the others were kept waiting by something else. */
function timeOf(header: string, readings: number): number {
  const times = Array.from({ length: readings }, () => {
    const start = performance.now();
    findDigestChallenge(header);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe("findDigestChallenge for a long header", () => {
  forAll("throws no error", fc.tuple(fc.nat(2_000), shape), ([length, of]) => {
    findDigestChallenge(repeated(length, of));
  });

  const shapes = fc.sample(shape, { numRuns: 60, seed: 1 });
  it("takes linear time up to 64 KiB", () => {
    for (const of of shapes) {
      const long = timeOf(repeated(65_536, of), 3);
      // Quadratic work would take many seconds, linear work takes a few milliseconds.
      assert.ok(long < 1_000, `${long.toFixed(0)} ms for ${JSON.stringify(of)}`);
    }
  });
});
