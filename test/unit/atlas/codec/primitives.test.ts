import assert from "node:assert/strict";
import { isRight } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import {
  DateTime,
  ExactInt64,
  HexId,
  PositiveInt32,
  Text,
  optional,
} from "../../../../provider/atlas/codec/primitives.js";

const MAX = Number.MAX_SAFE_INTEGER;

describe("the codecs of fields", () => {
  const CODECS: readonly (readonly [string, t.Mixed, readonly unknown[], readonly unknown[]])[] = [
    ["Text", Text, ["", " ", "näme\n", "\u{1f600}"], ["\ud83d", "a\ude00", 1, true, ["a"], {}]],
    [
      "HexId",
      HexId,
      ["0123456789abcdef01234567", "f".repeat(24)],
      [
        "",
        "0".repeat(23),
        "0".repeat(25),
        "0123456789ABCDEF01234567",
        "0123456789abcdefg1234567",
        " 0123456789abcdef01234567",
        "0123456789abcdef01234567\n",
        "\uff10".repeat(24),
        1,
        ["0123456789abcdef01234567"],
      ],
    ],
    [
      "DateTime",
      DateTime,
      ["2025-05-04T09:42:00Z", "2025-05-04t09:42:00.1+05:30"],
      ["2025-05-04", "now", "", 0],
    ],
    [
      "PositiveInt32",
      PositiveInt32,
      [1, 2_147_483_647],
      [0, -1, 2_147_483_648, 1.5, 1e300, NaN, Infinity, "42", true, [42], {}],
    ],
    [
      "ExactInt64",
      ExactInt64,
      [0, -1, 4_294_967_296, MAX, -MAX],
      [
        MAX + 1,
        -MAX - 1,
        ...(JSON.parse("[9007199254740993, 9223372036854775807, 1e999]") as number[]),
        0.5,
        "42",
        { $numberLong: "42" },
      ],
    ],
    ["optional(PositiveInt32)", optional(PositiveInt32), [undefined, 7], [0, "7"]],
  ];
  for (const [name, codec, good, bad] of CODECS) {
    it(`${name} keeps its values, and rejects all others`, () => {
      for (const value of good) {
        assert.deepEqual(codec.decode(value), { _tag: "Right", right: value });
        assert.equal(codec.encode(value), value);
        assert.ok(codec.is(value));
      }
      for (const value of bad) {
        assert.ok(!isRight(codec.decode(value)), String(value));
        assert.ok(!codec.is(value), String(value));
      }
    });
  }

  it("optional decodes null to undefined, and has the name of its codec", () => {
    const codec = optional(PositiveInt32);
    assert.deepEqual(codec.decode(null), { _tag: "Right", right: undefined });
    assert.ok(!codec.is(null));
    assert.equal(codec.name, PositiveInt32.name);
  });
});
