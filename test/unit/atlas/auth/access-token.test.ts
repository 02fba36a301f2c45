import assert from "node:assert/strict";
import { AccessTokenAuthenticator } from "../../../../provider/atlas/auth/access-token.js";
import { response, FakeSend, REQUEST } from "../../../helpers/fake-send.js";

describe("AccessTokenAuthenticator", () => {
  it("sends the token once, and does not retry after 401", async () => {
    const refusal = response(401, { "www-authenticate": 'Digest realm="r", nonce="n", qop="auth"' });
    const fake = new FakeSend(() => refusal);
    const { signal } = new AbortController();
    const auth = new AccessTokenAuthenticator("token-1", fake.send);
    assert.equal(await auth.send(REQUEST, signal), refusal);
    const headers = { accept: "application/json", authorization: "Bearer token-1" };
    assert.deepEqual(fake.requests, [{ ...REQUEST, headers, signal }]);
  });

  it("has the token as its secret, and revokes nothing", async () => {
    const fake = new FakeSend(() => response(200));
    const auth = new AccessTokenAuthenticator("token-1", fake.send);
    await auth.close();
    assert.deepEqual([auth.secrets(), auth.takeRevocations()], [["token-1"], []]);
    assert.equal(fake.requests.length, 0);
  });
});
