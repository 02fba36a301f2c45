import assert from "node:assert/strict";
import sinon from "sinon";
import { examplePipelineRun, startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { read, runPath, send, TOKEN, type Reply } from "../helpers/local-atlas-client.js";

const ACCOUNT = { clientId: "id", clientSecret: "secret" };
const OTHER = { clientId: "other", clientSecret: "secret" };

describe("the local Atlas with limits", () => {
  let atlas: LocalAtlas;

  const start = async (limits: Parameters<typeof startLocalAtlas>[0]): Promise<void> => {
    const credentials = { accessTokens: [{ token: TOKEN }], serviceAccounts: [ACCOUNT, OTHER] };
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], ...credentials, ...limits });
  };
  const get = (path = runPath(), headers = {}): Promise<Reply> => read(atlas.baseUrl + path, headers);
  const limitsOf = ({ status, headers }: Reply): readonly unknown[] => [
    status,
    headers["ratelimit-limit"],
    headers["ratelimit-remaining"],
    headers["retry-after"],
  ];
  const grant = ({ clientId, clientSecret } = ACCOUNT): Promise<Reply> =>
    send(`${atlas.baseUrl}/api/oauth/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });

  afterEach(async () => {
    sinon.restore();
    await atlas.close();
  });

  it("has the limit of Atlas for a project's clusters by default", async () => {
    await start({});
    assert.deepEqual(limitsOf(await get()), [200, "10000", "9999", undefined]);
  });

  it("responds with 429 once the bucket of a project is empty, until its refill", async () => {
    const clock = sinon.useFakeTimers({ toFake: ["performance"] });
    await start({ rateLimit: { capacity: 3, refill: 2, periodSeconds: 60 } });
    assert.deepEqual(limitsOf(await get()), [200, "3", "2", undefined]);
    assert.equal((await get(runPath(), { authorization: "" })).status, 401);
    assert.deepEqual(limitsOf(await get(runPath().replace("nightly", "none"))), [404, "3", "1", undefined]);
    assert.deepEqual(limitsOf(await get(runPath().replace(/\/\w+$/, ""))), [200, "3", "0", undefined]);
    clock.tick(5_000);
    const refused = await get();
    assert.deepEqual(limitsOf(refused), [429, "3", "0", "55"]);
    assert.equal(refused.json["errorCode"], "RATE_LIMITED_TOKEN_BUCKET");
    assert.deepEqual(refused.json["parameters"], [runPath().slice(1), 55, 3, 2, 60]);
    assert.equal((await get(runPath().replace(/\w{24}/, "0".repeat(24)))).status, 404);
    clock.tick(55_000);
    assert.deepEqual(limitsOf(await get()), [200, "3", "1", undefined]);
  });

  it("issues 10 tokens a minute to a service account by default", async () => {
    await start({});
    for (let n = 0; n < 10; n++) assert.equal((await grant()).status, 200);
    const refused = await grant();
    assert.deepEqual([refused.status, refused.headers["retry-after"]], [429, "59"]);
    assert.deepEqual(refused.json["parameters"], ["/api/oauth/token", 10, 1]);
    assert.equal((await grant(OTHER)).status, 200);
    assert.equal(atlas.liveTokens(ACCOUNT.clientId), 10);
  });
});
