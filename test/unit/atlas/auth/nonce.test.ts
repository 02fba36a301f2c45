import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type DigestChallenge } from "../../../../provider/atlas/auth/digest.js";
import { Nonce } from "../../../../provider/atlas/auth/nonce.js";
import { field } from "../../../helpers/fake-send.js";

const CHALLENGE: DigestChallenge = {
  realm: "r",
  nonce: "n1",
  opaque: undefined,
  algorithm: "MD5",
  namesAlgorithm: false,
  qopAuth: true,
  stale: false,
};
const KEY = { publicKey: "public", privateKey: "private" };
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

describe("Nonce", () => {
  const authorize = (nonce: Nonce, url = "https://atlas.test/"): string => nonce.authorize(KEY, "GET", url);

  it("counts its uses from 1, each nonce on its own", () => {
    const [one, other] = [new Nonce(CHALLENGE), new Nonce({ ...CHALLENGE, nonce: "n2" })];
    const uses = [authorize(one), authorize(one), authorize(other), authorize(one)];
    assert.deepEqual(
      uses.map((use) => [field(use, "nonce"), field(use, "nc")]),
      [
        ["n1", "00000001"],
        ["n1", "00000002"],
        ["n2", "00000001"],
        ["n1", "00000003"],
      ],
    );
  });

  it("takes a new cnonce of 128 bits for each use", () => {
    const nonce = new Nonce(CHALLENGE);
    const cnonces = Array.from({ length: 20 }, () => field(authorize(nonce), "cnonce") ?? "");
    assert.equal(new Set(cnonces).size, 20);
    for (const cnonce of cnonces) assert.match(cnonce, /^[0-9a-f]{32}$/);
  });

  const URIS: readonly (readonly [string, string])[] = [
    ["https://atlas.test/api/runs?pageNum=2&state=DONE", "/api/runs?pageNum=2&state=DONE"],
    ["https://atlas.test:8443/a%20b/c%2Fd", "/a%20b/c%2Fd"],
    ["https://atlas.test", "/"],
    ["https://atlas.test/a?b#c", "/a?b"],
  ];
  for (const [url, uri] of URIS) {
    it(`answers for ${uri} of ${url}, with the key and the method`, () => {
      const authorization = authorize(new Nonce(CHALLENGE), url);
      const cnonce = String(field(authorization, "cnonce"));
      const [a1, a2] = [md5("public:r:private"), md5(`GET:${uri}`)];
      assert.equal(field(authorization, "uri"), uri);
      assert.equal(field(authorization, "username"), "public");
      assert.equal(field(authorization, "response"), md5(`${a1}:n1:00000001:${cnonce}:auth:${a2}`));
    });
  }
});
