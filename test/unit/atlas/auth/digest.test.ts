import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  digestAuthorization,
  findDigestChallenge,
  type DigestChallenge,
  type DigestRequest,
} from "../../../../provider/atlas/auth/digest.js";
import { field } from "../../../helpers/fake-send.js";

describe("findDigestChallenge", () => {
  const PLAIN = {
    realm: "MMS Public API",
    nonce: "n1",
    opaque: undefined,
    algorithm: "MD5",
    namesAlgorithm: false,
  };
  const BASE = 'Digest realm="MMS Public API", nonce="n1"';

  it("finds the challenge of Atlas", () => {
    const header = `${BASE}, domain="", algorithm=MD5, qop="auth", stale=false`;
    assert.deepEqual(findDigestChallenge(header), { ...PLAIN, namesAlgorithm: true });
  });

  it("assumes MD5 without an algorithm, and keeps opaque", () => {
    assert.deepEqual(findDigestChallenge(`${BASE}, qop=auth`), PLAIN);
    assert.deepEqual(findDigestChallenge(`${BASE}, qop=auth, opaque="o, p"`), { ...PLAIN, opaque: "o, p" });
  });

  const ALGORITHMS: readonly (readonly [string, string])[] = [
    ["MD5", "MD5"],
    ["md5-SESS", "MD5-sess"],
    ['"sha-256"', "SHA-256"],
    ["SHA-256-sess", "SHA-256-sess"],
  ];
  for (const [written, algorithm] of ALGORITHMS) {
    it(`supports algorithm=${written}`, () => {
      const expected = { ...PLAIN, algorithm, namesAlgorithm: true };
      assert.deepEqual(findDigestChallenge(`${BASE}, qop=auth, algorithm=${written}`), expected);
    });
  }

  for (const qop of ['"auth"', '"auth-int , AUTH"']) {
    it(`supports qop=${qop}`, () => {
      assert.deepEqual(findDigestChallenge(`${BASE}, qop=${qop}`), PLAIN);
    });
  }

  it("takes the first supported challenge, which the server prefers", () => {
    const header = `Digest realm="r", nonce="a", algorithm=SHA-256, qop="auth", ${BASE}, qop="auth"`;
    assert.deepEqual(
      [findDigestChallenge(header)?.nonce, findDigestChallenge(header)?.algorithm],
      ["a", "SHA-256"],
    );
  });

  const SKIPPED: readonly (readonly [string, string])[] = [
    ["an unknown algorithm", 'Digest realm="r", nonce="x", algorithm=SHA-512-256, qop="auth"'],
    ["an empty algorithm", 'Digest realm="r", nonce="x", algorithm="", qop="auth"'],
    ["qop=auth-int only", 'Digest realm="r", nonce="x", qop="auth-int"'],
    ["no qop", 'Digest realm="r", nonce="x"'],
    ["no nonce", 'Digest realm="r", qop="auth"'],
    ["no realm", 'Digest nonce="x", qop="auth"'],
    ["another scheme", 'Basic realm="r", nonce="x", qop="auth"'],
  ];
  for (const [name, challenge] of SKIPPED) {
    it(`skips a challenge with ${name}`, () => {
      assert.deepEqual(findDigestChallenge(`${challenge}, ${BASE}, qop="auth"`), PLAIN);
      assert.equal(findDigestChallenge(challenge), undefined);
    });
  }
});

describe("digestAuthorization", () => {
  const RFC_7616: DigestChallenge = {
    realm: "http-auth@example.org",
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    opaque: "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    algorithm: "MD5",
    namesAlgorithm: true,
  };
  const REQUEST: DigestRequest = {
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

  it("gives the example of RFC 2617 section 3.5, without algorithm and opaque", () => {
    const challenge = {
      ...RFC_7616,
      realm: "testrealm@host.com",
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
      opaque: undefined,
      namesAlgorithm: false,
    };
    assert.equal(
      digestAuthorization(challenge, { ...REQUEST, password: "Circle Of Life", cnonce: "0a4f113b" }),
      'Digest username="Mufasa", realm="testrealm@host.com", ' +
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth, nc=00000001, ' +
        'cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1"',
    );
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
