import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  digestAuthorization,
  type DigestChallenge,
  type DigestRequest,
} from "../../../../provider/atlas/auth/digest.js";
import { field } from "../../../helpers/fake-send.js";

const RFC_7616_CHALLENGE: DigestChallenge = {
  realm: "http-auth@example.org",
  nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  opaque: "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
  algorithm: "MD5",
  namesAlgorithm: true,
  qopAuth: true,
  stale: false,
};
const RFC_7616_REQUEST: DigestRequest = {
  username: "Mufasa",
  password: "Circle of Life",
  method: "GET",
  uri: "/dir/index.html",
  nonceCount: 1,
  cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
};
const RFC_2617_CHALLENGE: DigestChallenge = {
  realm: "testrealm@host.com",
  nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
  opaque: "5ccc069c403ebaf9f0171e9517f40e41",
  algorithm: "MD5",
  namesAlgorithm: false,
  qopAuth: true,
  stale: false,
};
const RFC_2617_REQUEST: DigestRequest = {
  ...RFC_7616_REQUEST,
  password: "Circle Of Life",
  cnonce: "0a4f113b",
};

describe("digestAuthorization", () => {
  const RESPONSES = {
    MD5: "8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
  };
  for (const algorithm of ["MD5", "SHA-256"] as const) {
    it(`gives the example of RFC 7616 section 3.9.1 for ${algorithm}`, () => {
      const authorization = digestAuthorization({ ...RFC_7616_CHALLENGE, algorithm }, RFC_7616_REQUEST);
      assert.equal(
        authorization,
        'Digest username="Mufasa", realm="http-auth@example.org", ' +
          'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", ' +
          `algorithm=${algorithm}, qop=auth, nc=00000001, ` +
          'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", ' +
          `response="${RESPONSES[algorithm]}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
      );
    });
  }

  it("gives the response of RFC 7616 section 3.9.2 for SHA-512-256, as erratum 4897 corrects it", () => {
    const challenge: DigestChallenge = {
      ...RFC_7616_CHALLENGE,
      realm: "api@example.org",
      nonce: "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
      algorithm: "SHA-512-256",
    };
    const authorization = digestAuthorization(challenge, {
      ...RFC_7616_REQUEST,
      username: "J\u00e4s\u00f8n Doe",
      password: "Secret, or not?",
      uri: "/doe.json",
      cnonce: "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
    });
    const expected = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5";
    assert.equal(field(authorization, "response"), expected);
  });

  it("gives the example of RFC 2617 section 3.5, where the algorithm is not named", () => {
    assert.equal(
      digestAuthorization(RFC_2617_CHALLENGE, RFC_2617_REQUEST),
      'Digest username="Mufasa", realm="testrealm@host.com", ' +
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth, nc=00000001, ' +
        'cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", ' +
        'opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
  });

  it("gives the example of RFC 2069 section 2.4, with its corrected response, without qop", () => {
    const challenge = { ...RFC_2617_CHALLENGE, opaque: undefined, qopAuth: false };
    assert.equal(
      digestAuthorization(challenge, { ...RFC_2617_REQUEST, password: "CircleOfLife" }),
      'Digest username="Mufasa", realm="testrealm@host.com", ' +
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", ' +
        'response="1949323746fe6a43ef61f9606e7febea"',
    );
  });

  const SESSIONS = [
    ["MD5-sess", "md5"],
    ["SHA-256-sess", "sha256"],
    ["SHA-512-256-sess", "sha512-256"],
  ] as const;
  for (const [algorithm, name] of SESSIONS) {
    const hash = (...parts: string[]): string => createHash(name).update(parts.join(":")).digest("hex");
    const { username, password, cnonce } = RFC_7616_REQUEST;
    const { realm, nonce } = RFC_7616_CHALLENGE;
    const a1 = hash(hash(username, realm, password), nonce, cnonce);
    const a2 = hash("GET", "/dir/index.html");

    it(`hashes nonce and cnonce into the secret for ${algorithm}`, () => {
      const authorization = digestAuthorization({ ...RFC_7616_CHALLENGE, algorithm }, RFC_7616_REQUEST);
      const expected = hash(a1, nonce, "00000001", cnonce, "auth", a2);
      assert.equal(field(authorization, "response"), expected);
      assert.equal(field(authorization, "algorithm"), algorithm);
    });

    it(`names the cnonce for ${algorithm} without qop`, () => {
      const challenge = { ...RFC_7616_CHALLENGE, algorithm, qopAuth: false };
      const authorization = digestAuthorization(challenge, RFC_7616_REQUEST);
      assert.equal(field(authorization, "response"), hash(a1, nonce, a2));
      assert.equal(field(authorization, "cnonce"), cnonce);
      assert.deepEqual([field(authorization, "qop"), field(authorization, "nc")], [undefined, undefined]);
    });
  }

  it("writes the count as eight hexadecimal digits, and hashes it so", () => {
    const authorization = digestAuthorization(RFC_2617_CHALLENGE, { ...RFC_2617_REQUEST, nonceCount: 171 });
    const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
    const [a1, a2] = [md5("Mufasa:testrealm@host.com:Circle Of Life"), md5("GET:/dir/index.html")];
    const expected = md5(`${a1}:dcd98b7102dd2f0e8b11d0f600bfb0c093:000000ab:0a4f113b:auth:${a2}`);
    assert.equal(field(authorization, "nc"), "000000ab");
    assert.equal(field(authorization, "response"), expected);
  });

  it("escapes quotes and backslashes in what it quotes, and hashes them plain", () => {
    const challenge = { ...RFC_2617_CHALLENGE, realm: 'a "b" \\c', opaque: undefined, qopAuth: false };
    const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
    const [a1, a2] = [md5('Mufasa:a "b" \\c:Circle Of Life'), md5("GET:/dir/index.html")];
    const authorization = digestAuthorization(challenge, RFC_2617_REQUEST);
    assert.ok(authorization.includes(String.raw`realm="a \"b\" \\c"`), authorization);
    assert.ok(authorization.endsWith(`response="${md5(`${a1}:${challenge.nonce}:${a2}`)}"`), authorization);
  });
});
