import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const INT64 =
  "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly";

describe("an int64 of stats", () => {
  for (const name of ["bytesExported", "numDocs"]) {
    const body = (digits: string): unknown => JSON.parse(`{"stats":{"${name}":${digits}}}`);

    for (const [digits, value] of [
      ["0", 0],
      ["42", 42],
      ["4294967296", 4_294_967_296],
      ["9007199254740991", 9_007_199_254_740_991],
      ["-1", -1],
      ["-9007199254740991", -9_007_199_254_740_991],
    ] as const) {
      it(`keeps ${digits} as ${name} exactly`, () => {
        const run = { stats: { [name]: value } };
        assert.deepEqual(decodeRun(body(digits)), { ok: true, value: run, warnings: [] });
      });
    }

    for (const [digits, got] of [
      ["9007199254740992", "9007199254740992"],
      ["9007199254740993", "9007199254740992"],
      ["9223372036854775807", "9223372036854776000"],
      ["-9007199254740992", "-9007199254740992"],
      ["-9223372036854775808", "-9223372036854776000"],
      ["1e999", "Infinity"],
      ["0.5", "0.5"],
    ] as const) {
      it(`has a problem when ${name} is ${digits}`, () => {
        const problems = [`stats.${name}: expected ${INT64}, got number ${got}`];
        assert.deepEqual(decodeRun(body(digits)), { ok: false, problems });
      });
    }
  }
});
