import assert from "node:assert/strict";
import { parseChallenges, quote } from "../../../../provider/atlas/auth/digest-header.js";

/** The challenges of a header, as a line for each: its scheme and its parameters. */
const parsed = (header: string): readonly string[] =>
  parseChallenges(header).map(({ scheme, params }) =>
    [scheme, ...[...params].map(([name, value]) => `${name}=<${value}>`)].join(" "),
  );

describe("parseChallenges", () => {
  const HEADERS: readonly (readonly [string, ...string[]])[] = [
    ['Basic realm="simple"', "basic realm=<simple>"],
    [
      'Digest realm="a", qop=b, Digest realm=c, Basic x=d',
      "digest realm=<a> qop=<b>",
      "digest realm=<c>",
      "basic x=<d>",
    ],
    [
      'Digest realm="x, Basic realm=y", qop="auth,auth-int"',
      "digest realm=<x, Basic realm=y> qop=<auth,auth-int>",
    ],
    [String.raw`Digest realm="a \"b\" \\", nonce="\n"`, 'digest realm=<a "b" \\> nonce=<n>'],
    ['Digest realm="", nonce=n', "digest realm=<> nonce=<n>"],
    ['DIGEST Realm="A", ALGORITHM=Md5', "digest realm=<A> algorithm=<Md5>"],
    [' Digest  realm = "a" ,\tnonce\t=\tn ', "digest realm=<a> nonce=<n>"],
    ['Negotiate YWJj+/==, Digest realm="a"', "negotiate", "digest realm=<a>"],
    ['NTLM, Digest realm="a", Negotiate', "ntlm", "digest realm=<a>", "negotiate"],
    [', ,Digest realm="a",, ,nonce=n,', "digest realm=<a> nonce=<n>"],
    ['Digest realm="\u00e9\t!~\\\u00e9", nonce=n', "digest realm=<\u00e9\t!~\u00e9> nonce=<n>"],
    [""],
    [" , ,"],
    ['"; drop'],
    ["realm=a"],
    ['Digest realm="a", @@@ Basic realm="b"', "digest realm=<a>"],
    ['Digest realm="a", nonce="n', "digest realm=<a>"],
    ...["\n", "\r", "\u0000", "\u007f", "\u2028", "\u0100"].flatMap((control): [string, string][] => [
      [`Digest realm="a", nonce="b${control}c"`, "digest realm=<a>"],
      [`Digest realm="a", nonce="b\\${control}c"`, "digest realm=<a>"],
    ]),
  ];
  for (const [header, ...expected] of HEADERS) {
    it(`finds ${expected.length} in ${JSON.stringify(header)}`, () => {
      assert.deepEqual(parsed(header), expected);
    });
  }
});

describe("quote", () => {
  it("escapes a text so that parseChallenges returns it", () => {
    const text = String.raw`a "b", \c\\ =`;
    assert.equal(quote(text), String.raw`"a \"b\", \\c\\\\ ="`);
    assert.deepEqual(parsed(`Digest realm=${quote(text)}`), [`digest realm=<${text}>`]);
  });
});
