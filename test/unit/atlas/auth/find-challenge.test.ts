import assert from "node:assert/strict";
import { findDigestChallenge } from "../../../../provider/atlas/auth/digest.js";

const PLAIN = {
  realm: "MMS Public API",
  nonce: "n1",
  opaque: undefined,
  algorithm: "MD5",
  namesAlgorithm: false,
  qopAuth: false,
  stale: false,
};
const BASE = 'Digest realm="MMS Public API", nonce="n1"';

describe("findDigestChallenge", () => {
  it("reads the challenge that Atlas sends", () => {
    const header = `${BASE}, domain="", algorithm=MD5, qop="auth", stale=false`;
    assert.deepEqual(findDigestChallenge(header), { ...PLAIN, namesAlgorithm: true, qopAuth: true });
  });

  it("takes MD5 where no algorithm is named, and RFC 2069 where no qop is", () => {
    assert.deepEqual(findDigestChallenge(BASE), PLAIN);
  });

  it("keeps the opaque text", () => {
    assert.deepEqual(findDigestChallenge(`${BASE}, opaque="o, p"`), { ...PLAIN, opaque: "o, p" });
  });

  const ALGORITHMS: readonly (readonly [string, string])[] = [
    ["MD5", "MD5"],
    ["md5-SESS", "MD5-sess"],
    ["SHA-256", "SHA-256"],
    ['"sha-256"', "SHA-256"],
    ["SHA-256-sess", "SHA-256-sess"],
    ["SHA-512-256", "SHA-512-256"],
    ["SHA-512-256-sess", "SHA-512-256-sess"],
  ];
  for (const [written, algorithm] of ALGORITHMS) {
    it(`answers algorithm ${written}`, () => {
      const expected = { ...PLAIN, algorithm, namesAlgorithm: true };
      assert.deepEqual(findDigestChallenge(`${BASE}, algorithm=${written}`), expected);
    });
  }

  for (const qop of ['"auth"', "auth", '"auth-int,auth"', '"auth-int , AUTH"']) {
    it(`answers with auth where qop is ${qop}`, () => {
      assert.deepEqual(findDigestChallenge(`${BASE}, qop=${qop}`), { ...PLAIN, qopAuth: true });
    });
  }

  for (const [written, stale] of [
    ["true", true],
    ['"TRUE"', true],
    ["false", false],
    ["1", false],
  ] as const) {
    it(`reads stale=${written}`, () => {
      assert.equal(findDigestChallenge(`${BASE}, stale=${written}`)?.stale, stale);
    });
  }

  it("takes the first of several, for that is the one the server prefers", () => {
    const header = 'Digest realm="r", nonce="a", algorithm=SHA-256, Digest realm="r", nonce="b"';
    const expected = { ...PLAIN, realm: "r", nonce: "a", algorithm: "SHA-256", namesAlgorithm: true };
    assert.deepEqual(findDigestChallenge(header), expected);
  });

  const SKIPPED: readonly (readonly [string, string])[] = [
    ["an unknown algorithm", 'Digest realm="r", nonce="x", algorithm=SHA-1'],
    ["an empty algorithm", 'Digest realm="r", nonce="x", algorithm=""'],
    ["qop auth-int only", 'Digest realm="r", nonce="x", qop="auth-int"'],
    ["an empty qop", 'Digest realm="r", nonce="x", qop=""'],
    ["no nonce", 'Digest realm="r"'],
    ["no realm", 'Digest nonce="x"'],
    ["another scheme", 'Basic realm="r", nonce="x"'],
    ["a token68", "Negotiate YWJj"],
  ];
  for (const [name, challenge] of SKIPPED) {
    it(`skips a challenge with ${name}`, () => {
      assert.deepEqual(findDigestChallenge(`${challenge}, ${BASE}`), PLAIN);
      assert.equal(findDigestChallenge(challenge), undefined);
    });
  }

  it("finds none in no header", () => {
    assert.equal(findDigestChallenge(""), undefined);
  });
});
