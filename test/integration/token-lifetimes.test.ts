import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasClient } from "../../provider/atlas/client/client.js";
import { jsonText, says } from "../helpers/wire/scripts.js";
import { startWire, type Wire } from "../helpers/wire/wire.js";

const [TOKEN, REVOKE, RUN] = ["/api/oauth/token", "/api/oauth/revoke", "/api/atlas/v2/run"];
const OPTIONS = { onRetry: () => undefined, onHold: () => undefined, signal: undefined };

describe("tokens that say that they live for less than a minute", () => {
  let wire: Wire;

  beforeEach(async () => {
    wire = await startWire("http://127.0.0.1:9");
  });

  afterEach(async () => {
    sinon.restore();
    await wire.close();
  });

  const count = (path: string): number => wire.requests.filter((sent) => sent.path === path).length;

  /** Makes 25 reads, each 2 s after the last one by the clock of the client, and returns how many tokens they took. */
  const tokensOf = async (expires_in: unknown, accepted: number): Promise<number> => {
    let issued = 0;
    wire.response(
      (socket) => void socket.write(jsonText(200, { access_token: `t-${++issued}`, expires_in })),
      { path: TOKEN },
    );
    wire.response(says(jsonText(200, {})), { path: REVOKE });
    wire.response(says(jsonText(200, {})), { path: RUN, times: accepted });
    wire.response(says(jsonText(401, {})), { path: RUN });
    const client = new AtlasClient({
      baseUrl: wire.baseUrl,
      credentials: {
        kind: "serviceAccount",
        source: "the environment",
        clientId: "id",
        clientSecret: "secret",
      },
      settings: { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 20 },
    });
    const statuses: number[] = [];
    const now = performance.now.bind(performance);
    sinon.stub(performance, "now").callsFake(() => now() + statuses.length * 2_000);
    while (statuses.length < 25) statuses.push((await client.get(RUN, OPTIONS)).response.status);
    assert.equal(statuses.filter((status) => status === 200).length, accepted);
    await client.close();
    assert.equal(count(REVOKE), count(TOKEN));
    return count(TOKEN);
  };

  for (const expiresIn of [0, -5, 0.001, "0", 1, 59]) {
    const name = `and revoked: expires_in ${JSON.stringify(expiresIn)}`;
    it(`are requested once where all reads are refused, ${name}`, async () => {
      assert.equal(await tokensOf(expiresIn, 0), 1);
    });

    it(`are requested once more after the first was accepted, ${name}`, async () => {
      assert.equal(await tokensOf(expiresIn, 1), 2);
    });
  }

  it("are all revoked where each is accepted", async () => {
    assert.equal(await tokensOf(1, 25), 25);
  });
});
