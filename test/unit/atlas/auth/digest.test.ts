import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  digestAuthorization,
  findDigestChallenge,
  isHashRefused,
  parseChallenges,
  unsupportedDigest,
} from "../../../../provider/atlas/auth/digest.js";
import { field } from "../../../helpers/fake-send.js";
import { refuseMd5 } from "../../../helpers/refuse-md5.js";

/** The challenges of a header, as a line for each: its scheme and its parameters. */
const parsed = (header: string): readonly string[] =>
  parseChallenges(header).map(({ scheme, params }) =>
    [scheme, ...[...params].map(([name, value]) => `${name}=<${value}>`)].join(" "),
  );

describe("parseChallenges", () => {
  const HEADERS: readonly (readonly [string, ...string[]])[] = [
    [
      'Digest realm="a", qop=b, Digest realm=c, Basic x=d',
      "digest realm=<a> qop=<b>",
      "digest realm=<c>",
      "basic x=<d>",
    ],
    [
      'DIGEST Realm="x, Basic realm=y", qop="auth,auth-int"',
      "digest realm=<x, Basic realm=y> qop=<auth,auth-int>",
    ],
    ['NTLM, Digest realm="a", Negotiate YWJj+/==', "ntlm", "digest realm=<a>", "negotiate"],
    ['Digest realm="\u00e9\t!~\\\u00e9", nonce=n', "digest realm=<\u00e9\t!~\u00e9> nonce=<n>"],
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

describe("findDigestChallenge where OpenSSL refuses MD5", () => {
  const SHA = 'Digest realm="r", nonce="sha", qop="auth", algorithm=SHA-256';

  for (const algorithm of ["", ", algorithm=MD5-sess"]) {
    it(`takes SHA-256 beside MD5${algorithm}, and none if that is all`, () => {
      refuseMd5();
      const md5 = `Digest realm="r", nonce="md5", qop="auth"${algorithm}`;
      for (const header of [`${md5}, ${SHA}`, `${SHA}, ${md5}`]) {
        assert.equal(findDigestChallenge(header)?.nonce, "sha");
        assert.equal(isHashRefused(header), false);
      }
      assert.deepEqual([findDigestChallenge(md5), isHashRefused(md5)], [undefined, true]);
      assert.equal(isHashRefused(md5.replace('"auth"', '"auth-int"')), false);
    });
  }
});

describe("findDigestChallenge", () => {
  const REALM = "MMS Public API";
  const PLAIN = { realm: REALM, nonce: "n1", opaque: undefined, algorithm: "MD5", namesAlgorithm: false };
  const BASE = `Digest realm="${REALM}", nonce="n1"`;

  const SUPPORTED: readonly (readonly [string, object])[] = [
    ["qop=auth", {}],
    ['qop="auth-int , AUTH", opaque="o, p"', { opaque: "o, p" }],
    ['domain="", algorithm=MD5, qop="auth", stale=false', { namesAlgorithm: true }],
    ["qop=auth, algorithm=md5-SESS", { algorithm: "MD5-sess", namesAlgorithm: true }],
    ['qop=auth, algorithm="sha-256"', { algorithm: "SHA-256", namesAlgorithm: true }],
    ["qop=auth, algorithm=SHA-256-sess", { algorithm: "SHA-256-sess", namesAlgorithm: true }],
  ];
  for (const [more, changes] of SUPPORTED) {
    it(`supports a challenge with ${more}, and takes the first, which the server prefers`, () => {
      const header = `${BASE}, ${more}, Digest realm="r", nonce="n2", qop="auth"`;
      assert.deepEqual(findDigestChallenge(header), { ...PLAIN, ...changes });
    });
  }

  for (const challenge of [
    'Digest realm="r", nonce="x", algorithm=SHA-512-256, qop="auth"',
    'Digest realm="r", nonce="x", algorithm="", qop="auth"',
    'Digest realm="r", nonce="x", qop="auth-int"',
    'Digest realm="r", nonce="x"',
    'Digest realm="r", qop="auth"',
    'Digest nonce="x", qop="auth"',
    'Basic realm="r", nonce="x", qop="auth"',
  ]) {
    it(`skips ${challenge}`, () => {
      assert.deepEqual(findDigestChallenge(`${challenge}, ${BASE}, qop="auth"`), PLAIN);
      assert.equal(findDigestChallenge(challenge), undefined);
    });
  }
});

describe("unsupportedDigest", () => {
  it("names the algorithm and the qop of each challenge", () => {
    const header = 'Digest realm="r", nonce="n", Digest realm="r", nonce="n", algorithm=X, qop=auth-int';
    assert.equal(unsupportedDigest(header), "MD5 with qop=none, X with qop=auth-int");
  });
});

describe("digestAuthorization", () => {
  const RFC_7616 = {
    realm: "http-auth@example.org",
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    opaque: "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    namesAlgorithm: true,
  };
  const REQUEST = {
    username: "Mufasa",
    password: "Circle of Life",
    method: "GET",
    uri: "/dir/index.html",
    nonceCount: 1,
    cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
  };

  for (const [algorithm, expected] of [
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ] as const) {
    it(`gives the example of RFC 7616 section 3.9.1 for ${algorithm}`, () => {
      assert.equal(
        digestAuthorization({ ...RFC_7616, algorithm }, REQUEST),
        'Digest username="Mufasa", realm="http-auth@example.org", ' +
          'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", ' +
          `algorithm=${algorithm}, qop=auth, nc=00000001, ` +
          'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", ' +
          `response="${expected}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
      );
    });
  }

  it("leaves out the algorithm and opaque if the challenge does", () => {
    const plain = { ...RFC_7616, opaque: undefined, algorithm: "MD5", namesAlgorithm: false } as const;
    const authorization = digestAuthorization(plain, REQUEST);
    assert.match(authorization, /uri="\/dir\/index.html", qop=auth, nc=.*response="8ca523f5\w{24}"$/);
  });

  for (const [algorithm, name] of [
    ["MD5-sess", "md5"],
    ["SHA-256-sess", "sha256"],
  ] as const) {
    it(`hashes nonce and cnonce into the secret for ${algorithm}, and a count of eight digits`, () => {
      const hash = (...parts: string[]): string => createHash(name).update(parts.join(":")).digest("hex");
      const { username, password, cnonce } = REQUEST;
      const { realm, nonce } = RFC_7616;
      const a1 = hash(hash(username, realm, password), nonce, cnonce);
      const authorization = digestAuthorization({ ...RFC_7616, algorithm }, { ...REQUEST, nonceCount: 171 });
      const expected = hash(a1, nonce, "000000ab", cnonce, "auth", hash("GET", "/dir/index.html"));
      assert.equal(field(authorization, "response"), expected);
      assert.equal(field(authorization, "nc"), "000000ab");
    });
  }
});
