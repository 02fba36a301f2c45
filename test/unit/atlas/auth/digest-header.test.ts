import assert from "node:assert/strict";
import { parseChallenges, quote } from "../../../../provider/atlas/auth/digest-header.js";

type Expected = readonly (readonly [string, Readonly<Record<string, string>>])[];

const parsed = (header: string): Expected =>
  parseChallenges(header).map(({ scheme, params }) => [scheme, Object.fromEntries(params)]);

describe("parseChallenges", () => {
  const HEADERS: readonly (readonly [string, string, Expected])[] = [
    ["one challenge", 'Basic realm="simple"', [["basic", { realm: "simple" }]]],
    [
      "several challenges of several parameters",
      'Digest realm="a", nonce="n1", qop="auth", Digest realm="a", nonce="n2", Basic realm="b"',
      [
        ["digest", { realm: "a", nonce: "n1", qop: "auth" }],
        ["digest", { realm: "a", nonce: "n2" }],
        ["basic", { realm: "b" }],
      ],
    ],
    [
      "commas, equals signs and a scheme in a quoted string",
      'Digest realm="x, Basic realm=y", qop="auth,auth-int"',
      [["digest", { realm: "x, Basic realm=y", qop: "auth,auth-int" }]],
    ],
    [
      "escaped quotes and backslashes",
      String.raw`Digest realm="a \"b\" \\", nonce="\n"`,
      [["digest", { realm: 'a "b" \\', nonce: "n" }]],
    ],
    ["an empty quoted string", 'Digest realm="", nonce=n', [["digest", { realm: "", nonce: "n" }]]],
    [
      "names in any case, and values as they are",
      'DIGEST Realm="A", ALGORITHM=Md5',
      [["digest", { realm: "A", algorithm: "Md5" }]],
    ],
    [
      "spaces around the equals sign and the comma",
      ' Digest  realm = "a" ,\tnonce\t=\tn ',
      [["digest", { realm: "a", nonce: "n" }]],
    ],
    [
      "a token68",
      'Negotiate YWJj+/==, Digest realm="a"',
      [
        ["negotiate", {}],
        ["digest", { realm: "a" }],
      ],
    ],
    [
      "a scheme alone, in any place",
      'NTLM, Digest realm="a", Negotiate',
      [
        ["ntlm", {}],
        ["digest", { realm: "a" }],
        ["negotiate", {}],
      ],
    ],
    ["empty list elements", ', ,Digest realm="a",, ,nonce=n,', [["digest", { realm: "a", nonce: "n" }]]],
    ["nothing", "", []],
    ["only spaces and commas", " , ,", []],
    ["garbage", '"; drop', []],
    ["a parameter without a scheme", "realm=a", []],
    ["garbage after a challenge", 'Digest realm="a", @@@ Basic realm="b"', [["digest", { realm: "a" }]]],
    ["an unterminated quoted string", 'Digest realm="a", nonce="n', [["digest", { realm: "a" }]]],
  ];
  for (const [name, header, expected] of HEADERS) {
    it(`parses ${name}`, () => {
      assert.deepEqual(parsed(header), expected);
    });
  }
});

describe("quote", () => {
  it("escapes a text so that parseChallenges returns it", () => {
    const text = String.raw`a "b", \c\\ =`;
    assert.equal(quote(text), String.raw`"a \"b\", \\c\\\\ ="`);
    assert.deepEqual(parsed(`Digest realm=${quote(text)}`), [["digest", { realm: text }]]);
  });
});
