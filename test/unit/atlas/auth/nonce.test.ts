import assert from "node:assert/strict";
import { Nonce } from "../../../../provider/atlas/auth/nonce.js";
import { digestAuthorization, type DigestChallenge } from "../../../../provider/atlas/auth/digest.js";
import { field } from "../../../helpers/fake-send.js";

const CHALLENGE: DigestChallenge = {
  realm: "r",
  nonce: "n1",
  opaque: undefined,
  algorithm: "MD5",
  namesAlgorithm: false,
};
const KEY = { publicKey: "public", privateKey: "private" };

describe("Nonce.authorize", () => {
  const URIS: readonly (readonly [string, string])[] = [
    ["https://atlas.test/api/runs?pageNum=2&state=DONE", "/api/runs?pageNum=2&state=DONE"],
    ["https://atlas.test:8443/a%20b/c%2Fd", "/a%20b/c%2Fd"],
    ["https://atlas.test", "/"],
  ];
  for (const [url, uri] of URIS) {
    it(`signs the path ${uri} with the key, the method and a rising count`, () => {
      const nonce = new Nonce(CHALLENGE);
      for (const nonceCount of [1, 2]) {
        const authorization = nonce.authorize(KEY, "GET", url);
        const cnonce = String(field(authorization, "cnonce"));
        const request = { username: "public", password: "private", method: "GET", uri, nonceCount, cnonce };
        assert.equal(authorization, digestAuthorization(CHALLENGE, request));
      }
    });
  }

  it("makes a new cnonce of 128 bits for each request", () => {
    const nonce = new Nonce(CHALLENGE);
    const cnonces = [1, 2, 3].map(() => field(nonce.authorize(KEY, "GET", "https://a.test"), "cnonce") ?? "");
    assert.equal(new Set(cnonces).size, 3);
    for (const cnonce of cnonces) assert.match(cnonce, /^[0-9a-f]{32}$/);
  });
});
