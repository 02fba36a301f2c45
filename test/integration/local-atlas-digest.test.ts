import assert from "node:assert/strict";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import {
  API_KEY,
  MEDIA_TYPE,
  challengeOf,
  digest,
  runPath,
  send,
  type DigestFields,
  type Reply,
} from "../helpers/local-atlas-client.js";

describe("the local Atlas and HTTP Digest", () => {
  let atlas: LocalAtlas;

  const start = async (nonceLifetimeSeconds?: number): Promise<void> => {
    const lifetime = nonceLifetimeSeconds === undefined ? {} : { nonceLifetimeSeconds };
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], apiKeys: [API_KEY], ...lifetime });
  };
  const get = (authorization?: string): Promise<Reply> =>
    send(atlas.baseUrl + runPath(), {
      headers: { accept: MEDIA_TYPE, ...(authorization !== undefined && { authorization }) },
    });
  const nonce = async (): Promise<string> => challengeOf(await get())["nonce"] ?? "";
  const signed = (given: string, spoilt: Partial<DigestFields> = {}): string =>
    digest({
      username: API_KEY.publicKey,
      password: API_KEY.privateKey,
      method: "GET",
      realm: "MMS Public API",
      nonce: given,
      uri: runPath(),
      algorithm: "MD5",
      qop: "auth",
      nc: "00000001",
      cnonce: "0a4f113b",
      ...spoilt,
    });
  const assertChallenged = (reply: Reply, stale: "true" | "false"): void => {
    assert.equal(reply.status, 401);
    assert.equal(challengeOf(reply)["stale"], stale);
    assert.notEqual(challengeOf(reply)["nonce"] ?? "", "");
  };

  afterEach(() => atlas.close());

  context("when a request has no Authorization", () => {
    beforeEach(() => start());

    it("responds with the challenge of Atlas", async () => {
      const { status, headers, json } = await get();
      assert.equal(status, 401);
      assert.match(
        headers["www-authenticate"] ?? "",
        /^Digest realm="MMS Public API", domain="", nonce="[\w+/=]+", algorithm=MD5, qop="auth", stale=false$/,
      );
      assert.equal(headers["content-type"], "application/json");
      assert.deepEqual(Object.keys(json).sort(), ["detail", "error", "errorCode", "reason"]);
      assert.deepEqual([json["error"], json["reason"]], [401, "Unauthorized"]);
      assert.equal(atlas.requests[0]?.challenged, true);
    });

    it("issues another nonce each time", async () => {
      assert.notEqual(await nonce(), await nonce());
    });
  });

  context("when the response is right", () => {
    beforeEach(() => start());

    it("accepts the nonce again as long as nc rises", async () => {
      const given = await nonce();
      for (const nc of ["00000001", "00000002", "0000000a", "000000Ff"]) {
        assert.equal((await get(signed(given, { nc }))).status, 200, nc);
      }
    });

    it("counts the uses of each nonce separately", async () => {
      for (const given of [await nonce(), await nonce()])
        assert.equal((await get(signed(given))).status, 200);
    });

    it("accepts a quoted qop and a missing algorithm, as RFC 7616 allows", async () => {
      const header = signed(await nonce())
        .replace("qop=auth", 'qop="auth"')
        .replace(" algorithm=MD5,", "");
      assert.equal((await get(header)).status, 200);
    });
  });

  context("when nc does not rise", () => {
    for (const nc of ["00000005", "00000004", "00000000"]) {
      it(`refuses nc ${nc} after 00000005 as stale, with a new nonce`, async () => {
        await start();
        const given = await nonce();
        assert.equal((await get(signed(given, { nc: "00000005" }))).status, 200);
        const replayed = await get(signed(given, { nc }));
        assertChallenged(replayed, "true");
        assert.notEqual(challengeOf(replayed)["nonce"], given);
        assert.equal((await get(signed(given, { nc: "00000006" }))).status, 200, "a refusal uses up no nc");
      });
    }
  });

  context("when the nonce is not valid", () => {
    it("responds with stale=true to an expired one", async () => {
      await start(0);
      assertChallenged(await get(signed(await nonce())), "true");
    });

    it("responds with stale=true to one from before expireNonces(), and accepts the next", async () => {
      await start();
      const given = await nonce();
      atlas.expireNonces();
      const refused = await get(signed(given));
      assertChallenged(refused, "true");
      assert.equal((await get(signed(challengeOf(refused)["nonce"] ?? ""))).status, 200);
    });

    it("responds with stale=true to one that it never issued", async () => {
      await start();
      assertChallenged(await get(signed("bmV2ZXIgaXNzdWVk")), "true");
    });

    it("responds with stale=false if the key is wrong too", async () => {
      await start();
      assertChallenged(await get(signed("bmV2ZXIgaXNzdWVk", { password: "wrong" })), "false");
    });
  });

  context("when the response is wrong", () => {
    const SPOILT: Readonly<Record<string, Partial<DigestFields>>> = {
      "a wrong private key": { password: "wrong" },
      "an unknown public key": { username: "unknown" },
      "an unknown public key without password": { username: "unknown", password: "" },
      "another realm": { realm: "mms public api" },
      "the uri of another run": { uri: runPath().replace(/.$/, "0") },
      "a uri without the path": { uri: "/" },
      "a method that is not the request's": { method: "POST" },
      "another algorithm": { algorithm: "SHA-256" },
      "another qop": { qop: "auth-int" },
      "an empty cnonce": { cnonce: "" },
      "an nc that is too short": { nc: "1" },
      "an nc that is not hexadecimal": { nc: "0000000g" },
    };
    for (const [what, spoilt] of Object.entries(SPOILT)) {
      it(`refuses ${what}, and not as stale`, async () => {
        await start();
        assertChallenged(await get(signed(await nonce(), spoilt)), "false");
      });
    }

    const CONTRADICTIONS = {
      "a uri that is not the signed one": [/uri="[^"]+"/, 'uri="/"'],
      "a realm that is not the signed one": [/realm="[^"]+"/, 'realm="x"'],
      "a qop that is not the signed one": [/qop=auth/, "qop=auth-int"],
    } as const;
    for (const [what, [field, other]] of Object.entries(CONTRADICTIONS)) {
      it(`refuses ${what}, although the hash is right`, async () => {
        await start();
        assertChallenged(await get(signed(await nonce()).replace(field, other)), "false");
      });
    }

    it("leaves the nonce valid for the right response", async () => {
      await start();
      const given = await nonce();
      assertChallenged(await get(signed(given, { password: "wrong" })), "false");
      assert.equal((await get(signed(given))).status, 200);
    });
  });

  context("when the header is malformed", () => {
    const HEADERS: Readonly<Record<string, (right: string) => string>> = {
      "Digest and nothing else": () => "Digest",
      "an unfinished quote": (right) => right.slice(0, -1),
      "a parameter twice": (right) => `${right}, nc=00000001`,
      "a missing cnonce": (right) => right.replace(/cnonce="\w+", /, ""),
      "another scheme": (right) => right.replace("Digest", "Basic"),
      "ten thousand quotes": () => `Digest ${'"'.repeat(10_000)}`,
      "ten thousand backslashes": () => `Digest a="${"\\".repeat(10_001)}`,
    };
    for (const [what, spoil] of Object.entries(HEADERS)) {
      it(`challenges ${what}`, async () => {
        await start();
        assertChallenged(await get(spoil(signed(await nonce()))), "false");
      });
    }
  });
});
