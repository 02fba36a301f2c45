import assert from "node:assert/strict";
import { type LocalAtlas, type LocalAtlasOptions } from "../../provider/testing/index.js";
import { RUN_PATH, TOKEN, read, send, useLocalAtlas, type Reply } from "../helpers/local-atlas-client.js";

const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "s:e%c+r&t/=" };
const OTHER = { clientId: "mdb_sa_id_2", clientSecret: "other" };
const GRANT = "grant_type=client_credentials";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const basic = ({ clientId, clientSecret }: typeof ACCOUNT): string =>
  `Basic ${base64(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`;

describe("the local Atlas and OAuth", () => {
  const startAtlas = useLocalAtlas();
  let atlas: LocalAtlas;

  const start = async (more: LocalAtlasOptions = {}): Promise<void> => {
    atlas = await startAtlas({ serviceAccounts: [ACCOUNT, OTHER], ...more });
  };
  const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Reply> => {
    const usual = { authorization: basic(ACCOUNT), "content-type": "application/x-www-form-urlencoded" };
    const options = { method: "POST", headers: { ...usual, ...headers }, body };
    return send(`${atlas.baseUrl}/api/oauth/${path}`, options);
  };
  const newToken = async (account = ACCOUNT): Promise<string> => {
    const { status, json } = await post("token", GRANT, { authorization: basic(account) });
    assert.equal(status, 200);
    return String(json["access_token"]);
  };
  const statusWith = async (token: string): Promise<number> =>
    (await read(atlas.baseUrl + RUN_PATH, { authorization: `Bearer ${token}` })).status;

  it("issues a token that reads, and another the next time", async () => {
    await start();
    const { json, headers } = await post("token", GRANT);
    const { access_token: token, ...rest } = json;
    assert.deepEqual(rest, { expires_in: 3600, token_type: "Bearer" });
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(await statusWith(String(token)), 200);
    assert.notEqual(await newToken(), token);
    assert.deepEqual([atlas.liveTokens(ACCOUNT.clientId), atlas.liveTokens(OTHER.clientId)], [2, 0]);
  });

  type Request = readonly [body: string, headers?: Record<string, string>];
  const as = (authorization: string): Request => [GRANT, { authorization }];
  const REFUSED: Readonly<Record<string, Readonly<Record<string, Request>>>> = {
    "401 invalid_client": {
      "a wrong secret": as(basic({ ...ACCOUNT, clientSecret: "x" })),
      "an unknown account without secret": as("Basic eDo="),
      "a secret not form-encoded": as(`Basic ${base64(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`)}`),
      "a bearer token as credentials": as(`Bearer ${TOKEN}`),
    },
    "400 unsupported_grant_type": { "another grant type": ["grant_type=password"] },
    "400 invalid_request": {
      "no grant type": [""],
      "two grant types": [`${GRANT}&${GRANT}`],
      "a JSON body": ["{}", { "content-type": "application/json" }],
    },
  };
  for (const [error, requests] of Object.entries(REFUSED)) {
    for (const [title, request] of Object.entries(requests)) {
      it(`refuses ${title} with ${error}`, async () => {
        await start();
        const reply = await post("token", ...request);
        assert.equal(`${reply.status} ${String(reply.json["error"])}`, error);
        assert.match(String(reply.json["error_description"]), /\w\.$/);
        assert.equal(reply.headers["content-type"], "application/json");
        assert.equal(atlas.liveTokens(ACCOUNT.clientId), 0);
      });
    }
  }

  it("refuses a token beyond the limit of an account with 403, until one is revoked", async () => {
    await start({ maxLiveTokens: 2 });
    const [first] = [await newToken(), await newToken()];
    const { status, json } = await post("token", GRANT);
    assert.deepEqual([status, json["error"]], [403, "access_denied"]);
    assert.match(String(json["error_description"]), /^Access Token limit reached\./);
    await newToken(OTHER);
    await post("revoke", `token=${first}`);
    await newToken();
  });

  it("issues 10 tokens a minute to an account by default", async () => {
    await start();
    for (let n = 0; n < 10; n++) await newToken();
    const { status, headers, json } = await post("token", GRANT);
    assert.deepEqual([status, headers["retry-after"]], [429, "59"]);
    assert.deepEqual([json["errorCode"], json["parameters"]], ["RATE_LIMITED", ["/api/oauth/token", 10, 1]]);
    assert.equal(json["detail"], "Resource /api/oauth/token is limited to 10 requests every 1 minutes.");
    await newToken(OTHER);
  });

  it("refuses a token that has expired, or is from before expireTokens(), but not a fixed one", async () => {
    await start({ tokenLifetimeSeconds: 0 });
    assert.equal(await statusWith(await newToken()), 401);
    assert.equal(atlas.liveTokens(ACCOUNT.clientId), 0);
    await start();
    const token = await newToken();
    atlas.expireTokens();
    assert.deepEqual([await statusWith(token), await statusWith(TOKEN)], [401, 200]);
    assert.equal(await statusWith(await newToken()), 200);
  });

  it("refuses an unknown token without a Digest challenge", async () => {
    await start();
    const { status, headers } = await read(atlas.baseUrl + RUN_PATH, { authorization: "Bearer x" });
    assert.deepEqual([status, atlas.requests[0]?.challenged], [401, false]);
    assert.equal(headers["www-authenticate"], 'Bearer realm="MMS Public API", error="invalid_token"');
  });

  it("refuses a revoked token from then on, keeps all others, and accepts a second revocation", async () => {
    await start();
    const [revoked, kept, theirs] = [await newToken(), await newToken(), await newToken(OTHER)];
    for (const token of [revoked, revoked, theirs, TOKEN]) {
      const { status, text } = await post("revoke", `token=${token}&token_type_hint=access_token`);
      assert.deepEqual([status, text], [200, ""]);
    }
    const statuses = [revoked, kept, theirs, TOKEN].map(statusWith);
    assert.deepEqual(await Promise.all(statuses), [401, 200, 200, 200]);
    assert.equal(atlas.liveTokens(ACCOUNT.clientId), 1);
  });

  it("refuses a revocation with wrong credentials or without a token", async () => {
    await start();
    const token = await newToken();
    const wrong = basic({ ...ACCOUNT, clientSecret: "x" });
    assert.equal((await post("revoke", `token=${token}`, { authorization: wrong })).status, 401);
    assert.equal((await post("revoke", "")).status, 400);
    assert.equal(await statusWith(token), 200);
  });
});
