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
  const usual = { username, password, method: "GET", realm: "MMS Public API", uri: PATH, algorithm: "MD5" };
  const given = { ...usual, qop: "auth", nc: "00000001", cnonce: "0a4f113b", ...fields };
  const { realm, uri, algorithm, qop, nc, cnonce } = given;
  const secret = md5(`${given.username}:${realm}:${given.password}`);
  const response = md5([secret, nonce, nc, cnonce, qop, md5(`${given.method}:${uri}`)].join(":"));
  return (
    `Digest username="${given.username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `algorithm=${algorithm}, qop=${qop}, nc=${nc}, cnonce="${cnonce}", response="${response}"`
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

  it("gives the roles of the key, by default the one that may read a project", () => {
    assert.equal(respond(signed(nonce())), KEY.roles);
    digest = new Digest([{ publicKey: KEY.publicKey, privateKey: KEY.privateKey }], 300);
    assert.deepEqual(respond(signed(nonce())), ["GROUP_READ_ONLY"]);
  });

  it("challenges with another nonce each time, and counts the uses of each separately", () => {
    const [first, second] = [nonce(), nonce()];
    assert.notEqual(first, second);
    assert.deepEqual([check(signed(first)), check(signed(second))], ["granted", "granted"]);
  });

  it("accepts a nonce as long as nc rises, and then challenges with stale=true", () => {
    const given = nonce();
    for (const nc of ["00000001", "00000002", "0000000a", "000000Ff"]) {
      assert.equal(check(signed(given, { nc })), "granted", nc);
    }
    for (const nc of ["000000ff", "0000000b", "00000000"]) assert.equal(check(signed(given, { nc })), "true");
    assert.equal(check(signed(given, { nc: "00000100" })), "granted", "a refusal uses up no nc");
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
    const later = nonce();
    digest.expireNonces();
    assert.deepEqual([check(signed(later)), check(signed(NEVER_ISSUED))], ["true", "true"]);
    assert.equal(check(signed(NEVER_ISSUED, { password: "wrong" })), "false");
    assert.equal(check(signed(nonce())), "granted");
  });

  type Spoil = (right: string, nonce: string) => string;
  const signing =
    (fields: Readonly<Record<string, string>>): Spoil =>
    (_, nonce) =>
      signed(nonce, fields);
  const WRONG: Readonly<Record<string, Spoil>> = {
    "a wrong private key": signing({ password: "wrong" }),
    "an unknown public key": signing({ username: "unknown" }),
    "another realm": signing({ realm: "mms public api" }),
    "a uri without the query": signing({ uri: PATH.replace(/\?.*/, "") }),
    "another algorithm": signing({ algorithm: "SHA-256" }),
    "an empty cnonce": signing({ cnonce: "" }),
    "an nc that is too short": signing({ nc: "1" }),
    "a qop that is not the signed one": (right) => right.replace("qop=auth", "qop=auth-int"),
    "an unfinished quote": (right) => right.slice(0, -1),
    "a parameter twice": (right) => `${right}, nc=00000001`,
    "another scheme": (right) => right.replace("Digest", "Basic"),
    "ten thousand quotes": () => `Digest ${'"'.repeat(10_000)}`,
  };
  for (const [title, spoil] of Object.entries(WRONG)) {
    it(`challenges ${title} with stale=false, and leaves the nonce valid`, () => {
      const given = nonce();
      assert.deepEqual([check(spoil(signed(given), given)), check(signed(given))], ["false", "granted"]);
    });
  }
});
