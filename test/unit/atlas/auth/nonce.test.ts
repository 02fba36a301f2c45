import assert from "node:assert/strict";
import { Nonce } from "../../../../provider/atlas/auth/nonce.js";
import { digestAuthorization, type DigestChallenge } from "../../../../provider/atlas/auth/digest.js";
import { field } from "../../../helpers/fake-send.js";

describe("Nonce.authorize", () => {
  const CHALLENGE: DigestChallenge = {
    realm: "r",
    nonce: "n1",
    opaque: undefined,
    algorithm: "MD5",
    namesAlgorithm: false,
  };

  for (const uri of ["/a%20b/c%2Fd?pageNum=2&state=DONE", "/"]) {
    it(`signs ${uri} with the key, the method, a rising count, and a new cnonce of 128 bits`, () => {
      const nonce = new Nonce(CHALLENGE);
      const cnonces = [1, 2, 3].map((nonceCount) => {
        const url = `https://atlas.test:8443${uri}`;
        const authorization = nonce.authorize({ publicKey: "public", privateKey: "private" }, "GET", url);
        const cnonce = field(authorization, "cnonce") ?? "";
        const request = { username: "public", password: "private", method: "GET", uri, nonceCount, cnonce };
        assert.equal(authorization, digestAuthorization(CHALLENGE, request));
        assert.match(cnonce, /^[0-9a-f]{32}$/);
        return cnonce;
      });
      assert.equal(new Set(cnonces).size, 3);
    });
  }
});
