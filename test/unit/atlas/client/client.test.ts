import assert from "node:assert/strict";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { type Credentials } from "../../../../provider/config/credentials.js";

const SETTINGS = { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 20 };

describe("AtlasClient", () => {
  const KINDS: readonly (readonly [Credentials, readonly string[]])[] = [
    [{ source: "the environment", kind: "accessToken", accessToken: "token-1" }, ["token-1"]],
    [
      { source: "the environment", kind: "apiKey", publicKey: "public", privateKey: "private-1" },
      ["private-1"],
    ],
    [
      { source: "the environment", kind: "serviceAccount", clientId: "id", clientSecret: "secret-1" },
      ["secret-1", Buffer.from("id:secret-1").toString("base64")],
    ],
  ];
  for (const [credentials, secrets] of KINDS) {
    it(`has the secrets of credentials of kind ${credentials.kind}`, async () => {
      const client = new AtlasClient({ baseUrl: "https://atlas.test", credentials, settings: SETTINGS });
      assert.deepEqual(client.secrets(), secrets);
      assert.deepEqual(client.takeRevocations(), []);
      await client.close();
    });
  }

  it("has the base URL and the deadline of its configuration", () => {
    const credentials = {
      source: "the environment",
      kind: "accessToken",
      accessToken: "token-1",
    } as const;
    const client = new AtlasClient({ baseUrl: "https://atlas.test", credentials, settings: SETTINGS });
    assert.deepEqual([client.baseUrl, client.retryTimeoutSeconds], ["https://atlas.test", 120]);
  });
});
