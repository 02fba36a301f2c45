import assert from "node:assert/strict";
import { AtlasError, forEngine, oneLine, quoted } from "../../../provider/errors/index.js";

const BELOW_SPACE = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code));
const C1 = Array.from({ length: 33 }, (_, n) => String.fromCharCode(0x7f + n));
const SEPARATORS = ["\u2028", "\u2029"];
const DIRECTIONS = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"];
const SPACES = ["\u00a0", "\u3000", "\ufeff"];
const code = (character: string): string => `U+${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

describe("oneLine", () => {
  it("keeps printable text of any script", () => {
    assert.equal(oneLine('Ünïcödé 日本 😀 "quoted" \\n'), 'Ünïcödé 日本 😀 "quoted" \\n');
    assert.equal(oneLine(""), "");
  });

  it("makes one space of each control character and white space, and of several, and none at the ends", () => {
    for (const character of [...BELOW_SPACE, ...C1, ...SEPARATORS, ...DIRECTIONS, ...SPACES])
      assert.equal(oneLine(`a${character}b`), "a b", code(character));
    assert.equal(oneLine(" \n a \r\n\t b \u0000\u001b c\n\n"), "a b c");
    assert.equal(oneLine("\n\t "), "");
  });

  it("keeps 300 characters, or as many as it is told after the spaces have gone, and cuts what is longer", () => {
    assert.equal(oneLine("x".repeat(300)), "x".repeat(300));
    assert.equal(oneLine("x".repeat(301)), `${"x".repeat(300)}…`);
    assert.equal(oneLine("abcdef", 6), "abcdef");
    assert.equal(oneLine("abcdefg", 6), "abcdef…");
    assert.equal(oneLine("  a  b  c  ", 5), "a b c");
  });
});

describe("forEngine", () => {
  it("replaces half of a surrogate pair, for which gRPC never returns", () => {
    assert.equal(forEngine("a\ud800b\udc00c\u{1f600}"), "a\ufffdb\ufffdc\u{1f600}");
  });

  it("breaks a colour directive of the engine, which would hide what follows", () => {
    assert.equal(forEngine("a<{%b%}>c<{%"), "a< {%b%}>c< {%");
  });

  for (const show of [oneLine, (text: string) => new AtlasError("NETWORK", text).message, quoted]) {
    it(`is applied to every text that a message shows (${show.name || "AtlasError"})`, () => {
      const shown = show("a\ud800b <{%c");
      assert.ok(shown.isWellFormed() && !shown.includes("<{%"), shown);
    });
  }
});

describe("quoted", () => {
  const VALUES: readonly (readonly [unknown, string])[] = [
    ["", '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    [-1.5, "number -1.5"],
    [NaN, "number NaN"],
    [true, "boolean true"],
    [null, "null"],
    [undefined, "nothing"],
    [["s3cret"], "an array"],
    [{ toString: () => "s3cret" }, "an object"],
    [() => "s3cret", "a function"],
    [Symbol("s3cret"), "a symbol"],
    [12n, "a bigint"],
  ];
  for (const [value, text] of VALUES) {
    it(`shows ${text}`, () => {
      assert.equal(quoted(value), text);
    });
  }

  it("escapes control characters below the space, and makes a space of others", () => {
    for (const character of BELOW_SPACE)
      assert.equal(quoted(`a${character}b`), JSON.stringify(`a${character}b`), code(character));
    for (const character of [...C1, ...SEPARATORS, ...DIRECTIONS])
      assert.equal(quoted(`a${character}b${character}`), '"a b "', code(character));
  });

  it("escapes half of a surrogate pair, and cuts no character in two", () => {
    assert.equal(quoted("a\ud83d"), '"a\\ud83d"');
    assert.equal(quoted("ab😀", 3), '"ab…"');
    assert.equal(oneLine("ab😀", 3), "ab…");
    assert.equal(oneLine("ab😀", 4), "ab😀");
  });

  it("keeps 80 characters, or as many as it is told before it escapes, and cuts what is longer", () => {
    assert.equal(quoted("x".repeat(80)), `"${"x".repeat(80)}"`);
    assert.equal(quoted("x".repeat(81)), `"${"x".repeat(80)}…"`);
    assert.equal(quoted("abc", 3), '"abc"');
    assert.equal(quoted("abcd", 3), '"abc…"');
    assert.equal(quoted("\n\n\n\n", 3), '"\\n\\n\\n…"');
  });
});
