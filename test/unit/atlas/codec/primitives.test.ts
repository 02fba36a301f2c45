import assert from "node:assert/strict";
import { isRight, right } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import {
  DateTime,
  ExactInt64,
  HexId,
  list,
  object,
  PositiveInt32,
  requested,
  Text,
} from "../../../../provider/atlas/codec/primitives.js";

const MAX = Number.MAX_SAFE_INTEGER;

// Spelt out: these are the engine's, in rpc.go of its SDK.
const UNKNOWN_TO_ENGINE = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

describe("the codecs of fields", () => {
  const CODECS: readonly (readonly [string, t.Mixed, readonly unknown[], readonly unknown[]])[] = [
    [
      "Text",
      Text,
      ["", " ", "näme\n", "\u{1f600}"],
      ["\ud83d", "a\ude00", 1, true, ["a"], {}, ...UNKNOWN_TO_ENGINE],
    ],
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
    ["requested", requested("a"), ["a"], ["", "A", "a ", ["a"]]],
    [
      "list(PositiveInt32)",
      list(PositiveInt32),
      [[], [1], Array(500).fill(1)],
      [[0], Array(501).fill(1), { length: 0 }],
    ],
    [
      "object",
      object({ a: Text }, { b: Text }),
      [{ a: "" }, { a: "", b: "b" }],
      [{}, { b: "b" }, { a: 1 }, { a: "", b: 1 }, [], null],
    ],
  ];
  for (const [name, codec, good, bad] of CODECS) {
    it(`${name} keeps its values, and rejects all others`, () => {
      for (const value of good) {
        assert.deepEqual(codec.decode(value), right(value));
        assert.equal(codec.encode(value), value);
        assert.ok(codec.is(value));
      }
      for (const value of bad) {
        assert.ok(!isRight(codec.decode(value)), String(value));
        assert.ok(!codec.is(value), String(value));
      }
    });
  }
});
