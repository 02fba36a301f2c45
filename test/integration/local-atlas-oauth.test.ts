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

  type Request = readonly [path: string, body: string, headers?: Record<string, string>];
  const as = (authorization: string): Request => ["token", GRANT, { authorization }];
  const wrong = basic({ ...ACCOUNT, clientSecret: "x" });
  const REFUSED: Readonly<Record<string, Readonly<Record<string, Request>>>> = {
    "401 invalid_client": {
      "a wrong secret": as(wrong),
      "a wrong secret at the revocation": ["revoke", `token=${TOKEN}`, { authorization: wrong }],
      "an unknown account without secret": as("Basic eDo="),
      "credentials that are not percent-encoded": as(`Basic ${base64("%:e")}`),
      "a secret not form-encoded": as(`Basic ${base64(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`)}`),
      "a bearer token as credentials": as(`Bearer ${TOKEN}`),
    },
    "400 unsupported_grant_type": { "another grant type": ["token", "grant_type=password"] },
    "400 invalid_request": {
      "no grant type": ["token", ""],
      "two grant types": ["token", `${GRANT}&${GRANT}`],
      "a JSON body": ["token", "{}", { "content-type": "application/json" }],
      "a revocation without a token": ["revoke", ""],
    },
  };
  for (const [error, requests] of Object.entries(REFUSED)) {
    for (const [title, request] of Object.entries(requests)) {
      it(`refuses ${title} with ${error}`, async () => {
        await start();
        const { status, headers, json } = await post(...request);
        assert.equal(`${status} ${String(json["error"])}`, error);
        assert.match(String(json["error_description"]), /\w\.$/);
        assert.equal(headers["content-type"], "application/json");
        assert.equal(atlas.liveTokens(ACCOUNT.clientId), 0);
      });
    }
  }

  it("issues an account another token each time up to its limit, and again when one is revoked", async () => {
    await start({ maxLiveTokens: 2 });
    const [first, second] = [await newToken(), await newToken()];
    assert.notEqual(first, second);
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

  it("refuses a token that was revoked, has expired or was ended by expireTokens(), and keeps all others", async () => {
    await start();
    const [revoked, kept, theirs] = [await newToken(), await newToken(), await newToken(OTHER)];
    for (const token of [revoked, revoked, theirs, TOKEN]) {
      const { status, text } = await post("revoke", `token=${token}&token_type_hint=access_token`);
      assert.deepEqual([status, text], [200, ""]);
    }
    const statuses = (): Promise<number[]> => Promise.all([revoked, kept, theirs, TOKEN].map(statusWith));
    assert.deepEqual(await statuses(), [401, 200, 200, 200]);
    assert.equal(atlas.liveTokens(ACCOUNT.clientId), 1);
    atlas.expireTokens();
    assert.deepEqual(await statuses(), [401, 401, 401, 200]);
    await start({ tokenLifetimeSeconds: 0 });
    assert.equal(await statusWith(await newToken()), 401);
  });

  it("refuses an unknown token without a Digest challenge", async () => {
    await start();
    const { status, headers } = await read(atlas.baseUrl + RUN_PATH, { authorization: "Bearer x" });
    assert.deepEqual([status, atlas.requests[0]?.challenged], [401, false]);
    assert.equal(headers["www-authenticate"], 'Bearer realm="MMS Public API", error="invalid_token"');
  });
});
