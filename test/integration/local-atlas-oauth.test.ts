import assert from "node:assert/strict";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { TOKEN, read, runPath, send, type Reply } from "../helpers/local-atlas-client.js";

const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "s:e%c+r&t/=" };
const OTHER = { clientId: "mdb_sa_id_2", clientSecret: "other" };
const GRANT = "grant_type=client_credentials";

describe("the local Atlas and OAuth", () => {
  let atlas: LocalAtlas;

  const start = async (
    more: { tokenLifetimeSeconds?: number; maxLiveTokens?: number } = {},
  ): Promise<void> => {
    atlas = await startLocalAtlas({
      runs: [examplePipelineRun],
      serviceAccounts: [ACCOUNT, OTHER],
      accessTokens: [{ token: TOKEN }],
      ...more,
    });
  };
  const basic = ({ clientId, clientSecret }: typeof ACCOUNT): string => {
    const joined = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    return `Basic ${Buffer.from(joined).toString("base64")}`;
  };
  const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Reply> => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const all = { authorization: basic(ACCOUNT), accept: "application/json", ...form, ...headers };
    return send(`${atlas.baseUrl}/api/oauth/${path}`, { method: "POST", headers: all, body });
  };
  const newToken = async (account = ACCOUNT): Promise<string> => {
    const { status, json } = await post("token", GRANT, { authorization: basic(account) });
    assert.equal(status, 200);
    return String(json["access_token"]);
  };
  const statusWith = async (token: string): Promise<number> =>
    (await read(atlas.baseUrl + runPath(), { authorization: `Bearer ${token}` })).status;

  afterEach(() => atlas.close());

  context("when a service account requests a token", () => {
    it("issues one that reads, and another the next time", async () => {
      await start();
      const { json, headers } = await post("token", GRANT);
      assert.deepEqual(
        { ...json, access_token: "" },
        { access_token: "", expires_in: 3600, token_type: "Bearer" },
      );
      assert.equal(headers["cache-control"], "no-store");
      assert.equal(await statusWith(String(json["access_token"])), 200);
      assert.notEqual(await newToken(), json["access_token"]);
      assert.deepEqual([atlas.liveTokens(ACCOUNT.clientId), atlas.liveTokens(OTHER.clientId)], [2, 0]);
    });

    type Request = readonly [body: string, headers?: Record<string, string>];
    const as = (authorization: string): Request => [GRANT, { authorization }];
    const REFUSED: Readonly<Record<string, Readonly<Record<string, Request>>>> = {
      "401 invalid_client": {
        "a wrong secret": as(basic({ ...ACCOUNT, clientSecret: "x" })),
        "an unknown account": as(basic({ ...ACCOUNT, clientId: "x" })),
        "an unknown account without secret": as("Basic eDo="),
        "a secret not form-encoded": as(raw(ACCOUNT)),
        "a bearer token as credentials": as(`Bearer ${TOKEN}`),
      },
      "400 unsupported_grant_type": { "another grant type": ["grant_type=password"] },
      "400 invalid_request": {
        "no grant type": [""],
        "two grant types": [`${GRANT}&${GRANT}`],
        "a JSON body": ["{}", { "content-type": "application/json" }],
      },
    };
    const rows = Object.entries(REFUSED).flatMap(([error, requests]) =>
      Object.entries(requests).map(([what, request]) => ({ error, what, request })),
    );
    for (const { error, what, request } of rows) {
      it(`refuses ${what} with ${error}`, async () => {
        await start();
        const reply = await post("token", ...request);
        assert.equal(`${reply.status} ${String(reply.json["error"])}`, error);
        assert.equal(typeof reply.json["error_description"], "string");
        assert.equal(reply.headers["content-type"], "application/json");
        assert.equal(atlas.liveTokens(ACCOUNT.clientId), 0);
      });
    }

    it("refuses GET with 405", async () => {
      await start();
      const { status, headers } = await send(`${atlas.baseUrl}/api/oauth/token`);
      assert.deepEqual([status, headers["allow"]], [405, "POST"]);
    });
  });

  context("when an account holds as many tokens as it may", () => {
    it("refuses one more with 403, until one is revoked", async () => {
      await start({ maxLiveTokens: 2 });
      const [first] = [await newToken(), await newToken()];
      const { status, json } = await post("token", GRANT);
      assert.deepEqual([status, json["error"]], [403, "access_denied"]);
      assert.match(String(json["error_description"]), /^Access Token limit reached\./);
      await newToken(OTHER);
      await post("revoke", `token=${first}`);
      await newToken();
    });
  });

  context("when a token is not valid", () => {
    it("refuses an unknown one with 401 and no Digest challenge", async () => {
      await start();
      const { status, headers } = await read(atlas.baseUrl + runPath(), { authorization: "Bearer x" });
      assert.equal(status, 401);
      assert.match(headers["www-authenticate"] ?? "", /^Bearer .*error="invalid_token"$/);
      assert.equal(atlas.requests[0]?.challenged, false);
    });

    it("refuses one that has expired", async () => {
      await start({ tokenLifetimeSeconds: 0 });
      assert.equal(await statusWith(await newToken()), 401);
      assert.equal(atlas.liveTokens(ACCOUNT.clientId), 0);
    });

    it("refuses one from before expireTokens(), but not a fixed one", async () => {
      await start();
      const token = await newToken();
      atlas.expireTokens();
      assert.deepEqual([await statusWith(token), await statusWith(TOKEN)], [401, 200]);
      assert.equal(await statusWith(await newToken()), 200);
    });
  });

  context("when a token is revoked", () => {
    it("refuses it from then on, and accepts a second revocation", async () => {
      await start();
      const [revoked, kept] = [await newToken(), await newToken()];
      for (let n = 0; n < 2; n++) {
        const { status, text } = await post("revoke", `token=${revoked}&token_type_hint=access_token`);
        assert.deepEqual([status, text], [200, ""]);
      }
      assert.deepEqual([await statusWith(revoked), await statusWith(kept)], [401, 200]);
      assert.equal(atlas.liveTokens(ACCOUNT.clientId), 1);
    });

    it("keeps a token of another account and a fixed one", async () => {
      await start();
      const theirs = await newToken(OTHER);
      for (const token of [theirs, TOKEN]) assert.equal((await post("revoke", `token=${token}`)).status, 200);
      assert.deepEqual([await statusWith(theirs), await statusWith(TOKEN)], [200, 200]);
    });

    it("refuses wrong credentials and a missing token", async () => {
      await start();
      const token = await newToken();
      const wrong = basic({ ...ACCOUNT, clientSecret: "x" });
      assert.equal((await post("revoke", `token=${token}`, { authorization: wrong })).status, 401);
      assert.equal((await post("revoke", "")).status, 400);
      assert.equal(await statusWith(token), 200);
      assert.deepEqual(
        atlas.requests.map((r) => r.kind),
        ["token", "revoke", "revoke", "api"],
      );
    });
  });
});

function raw({ clientId, clientSecret }: typeof ACCOUNT): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
}
