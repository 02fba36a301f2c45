import assert from "node:assert/strict";
import { isLeft } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import {
  DateTime,
  ExactInt64,
  HexId,
  PositiveInt32,
  optional,
} from "../../../../provider/atlas/codec/primitives.js";
import { describeProblems } from "../../../../provider/atlas/codec/problems.js";

const problems = (codec: t.Mixed, value: unknown): readonly string[] => {
  const decoded = codec.decode(value);
  return isLeft(decoded) ? describeProblems(decoded.left) : [];
};

describe("the types of a run's fields", () => {
  const CODECS: readonly (readonly [t.Mixed, string, unknown, unknown])[] = [
    [HexId, "24 lower-case hexadecimal digits (0-9, a-f)", "0123456789abcdef01234567", "0123"],
    [DateTime, "an RFC 3339 date and time", "2025-05-04T09:42:00Z", "2025-05-04"],
    [PositiveInt32, "an integer from 1 to 2147483647", 1, 0],
    [
      ExactInt64,
      "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly",
      Number.MAX_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER + 1,
    ],
  ];
  for (const [codec, name, good, bad] of CODECS) {
    context(`when the type is ${name}`, () => {
      it("is called by what it expects", () => {
        assert.equal(codec.name, name);
      });

      it("recognises what it decodes, and nothing else", () => {
        assert.equal(codec.is(good), true);
        assert.equal(codec.is(bad), false);
        assert.equal(codec.is(undefined), false);
      });

      it("decodes and encodes a value to that value", () => {
        assert.deepEqual(codec.decode(good), { _tag: "Right", right: good });
        assert.equal(codec.encode(good), good);
      });

      it("says what it expected and got", () => {
        assert.deepEqual(problems(codec, bad), [`the body: expected ${name}, got ${quote(bad)}`]);
        assert.deepEqual(problems(codec, null), [`the body: expected ${name}, got null`]);
      });
    });
  }
});

describe("an optional field", () => {
  const codec = optional(PositiveInt32);

  it("decodes undefined and null to undefined", () => {
    for (const value of [undefined, null]) {
      assert.deepEqual(codec.decode(value), { _tag: "Right", right: undefined });
    }
  });

  it("decodes and encodes a value to that value", () => {
    assert.deepEqual(codec.decode(7), { _tag: "Right", right: 7 });
    assert.equal(codec.encode(7), 7);
    assert.equal(codec.encode(undefined), undefined);
  });

  it("recognises undefined and what its type does", () => {
    assert.deepEqual(
      [undefined, 7, null, 0, "7"].map((value) => codec.is(value)),
      [true, true, false, false, false],
    );
  });

  it("expects what its type does, and is called by it", () => {
    assert.equal(codec.name, "an integer from 1 to 2147483647");
    assert.deepEqual(problems(codec, 0), [
      "the body: expected an integer from 1 to 2147483647, got number 0",
    ]);
  });
});

function quote(value: unknown): string {
  return typeof value === "number" ? `number ${value}` : JSON.stringify(value);
}
