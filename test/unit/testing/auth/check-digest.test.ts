import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import sinon from "sinon";
import { Digest } from "../../../../provider/testing/auth/check-digest.js";

const KEY = { publicKey: "the-key", privateKey: "the-secret", roles: ["GROUP_OWNER"] };
const PATH = "/api/atlas/v2/groups/g/pipelines/p/runs/r?pretty=true";
const NEVER_ISSUED = "bmV2ZXIgaXNzdWVk";
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** Signs as of RFC 2617, section 3.2.2; each test changes fields before it signs. */
function signed(nonce: string, fields: Readonly<Record<string, string>> = {}): string {
  const { publicKey: username, privateKey: password } = KEY;
  const usual = { username, password, realm: "MMS Public API", uri: PATH, algorithm: "MD5", nc: "00000001" };
  const { realm, uri, algorithm, nc, cnonce, ...given } = { ...usual, cnonce: "0a4f113b", ...fields };
  const secret = md5(`${given.username}:${realm}:${given.password}`);
  const response = md5([secret, nonce, nc, cnonce, "auth", md5(`GET:${uri}`)].join(":"));
  return (
    `Digest username="${given.username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `algorithm=${algorithm}, qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}"`
  );
}

describe("the local Atlas' Digest", () => {
  let digest: Digest;

  beforeEach(() => {
    sinon.useFakeTimers({ toFake: ["Date"] });
    digest = new Digest([KEY], 300);
  });

  const respond = (authorization?: string): readonly string[] | string => {
    const request = { kind: "api", method: "GET", target: PATH, path: PATH, query: {}, body: "" } as const;
    return digest.check({ ...request, headers: { authorization } });
  };
  /** `granted`, or the value of `stale` in the challenge. */
  const check = (authorization: string): string => {
    const outcome = respond(authorization);
    return typeof outcome === "string" ? outcome.replace(/.* stale=/, "") : "granted";
  };
  const nonce = (): string => {
    const challenge = String(respond());
    const pattern =
      /^Digest realm="MMS Public API", domain="", nonce="([\w+/=]+)", algorithm=MD5, qop="auth", stale=false$/;
    return pattern.exec(challenge)?.[1] ?? assert.fail(challenge);
  };

  it("gives the roles of the key", () => {
    assert.equal(respond(signed(nonce())), KEY.roles);
  });

  it("accepts each nonce as long as its nc rises, and then challenges with stale=true", () => {
    const [given, other] = [nonce(), nonce()];
    for (const nc of ["00000001", "00000002", "0000000a", "000000Ff"]) {
      assert.equal(check(signed(given, { nc })), "granted", nc);
    }
    for (const nc of ["000000ff", "0000000b", "00000000"]) assert.equal(check(signed(given, { nc })), "true");
    assert.equal(check(signed(given, { nc: "00000100" })), "granted", "a refusal uses up no nc");
    assert.equal(check(signed(other)), "granted");
  });

  it("accepts a quoted qop and a missing algorithm, as RFC 7616 allows", () => {
    const header = signed(nonce()).replace("qop=auth", 'qop="auth"').replace(" algorithm=MD5,", "");
    assert.equal(check(header), "granted");
  });

  it("challenges with stale=true if the nonce has expired or was never issued, with false if the key is wrong too", () => {
    const [given, other] = [nonce(), nonce()];
    sinon.clock.tick(299_999);
    assert.equal(check(signed(given)), "granted");
    sinon.clock.tick(1);
    assert.equal(check(signed(other)), "true");
    assert.equal(check(signed(NEVER_ISSUED)), "true");
    assert.equal(check(signed(NEVER_ISSUED, { password: "wrong" })), "false");
  });

  const WRONG: Readonly<Record<string, Readonly<Record<string, string>> | ((right: string) => string)>> = {
    "a wrong private key": { password: "wrong" },
    "an unknown public key": { username: "unknown" },
    "another realm": { realm: "mms public api" },
    "a uri without the query": { uri: PATH.replace(/\?.*/, "") },
    "another algorithm": { algorithm: "SHA-256" },
    "an empty cnonce": { cnonce: "" },
    "an nc that is too short": { nc: "1" },
    "a qop that is not the signed one": (right) => right.replace("qop=auth", "qop=auth-int"),
    "an unfinished quote": (right) => right.slice(0, -1),
    "a parameter twice": (right) => `${right}, nc=00000001`,
    "another scheme": (right) => right.replace("Digest", "Basic"),
  };
  it("challenges a header that is wrong with stale=false, and leaves the nonce valid", () => {
    for (const [title, spoil] of Object.entries(WRONG)) {
      const given = nonce();
      const wrong = typeof spoil === "function" ? spoil(signed(given)) : signed(given, spoil);
      const outcomes = [check(wrong), check(signed(given))];
      assert.deepEqual(outcomes, ["false", "granted"], title);
    }
  });
});
