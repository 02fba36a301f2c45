import assert from "node:assert/strict";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { type Credentials } from "../../../../provider/config/credentials.js";

const settings = { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 20 };
const source = "the environment";

describe("AtlasClient", () => {
  const KINDS: readonly (readonly [Credentials, readonly string[]])[] = [
    [{ source, kind: "accessToken", accessToken: "token-1" }, ["token-1"]],
    [{ source, kind: "apiKey", publicKey: "public", privateKey: "private-1" }, ["private-1"]],
    [
      { source, kind: "serviceAccount", clientId: "id", clientSecret: "secret-1" },
      ["secret-1", Buffer.from("id:secret-1").toString("base64")],
    ],
  ];
  for (const [credentials, secrets] of KINDS) {
    it(`has its configuration, and the secrets of credentials of kind ${credentials.kind}`, async () => {
      const client = new AtlasClient({ baseUrl: "https://atlas.test", credentials, settings });
      assert.deepEqual([client.baseUrl, client.retryTimeoutSeconds], ["https://atlas.test", 120]);
      assert.deepEqual([client.secrets(), client.takeRevocations()], [secrets, []]);
      await client.close();
    });
  }
});
