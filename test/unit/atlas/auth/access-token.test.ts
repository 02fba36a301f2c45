import assert from "node:assert/strict";
import { AccessTokenAuthenticator } from "../../../../provider/atlas/auth/access-token.js";
import { response, FakeSend, REQUEST } from "../../../helpers/fake-send.js";

describe("AccessTokenAuthenticator", () => {
  for (const status of [200, 401, 503]) {
    it(`sends the token once, and gives ${status} as the answer`, async () => {
      const reply = response(status, { "www-authenticate": 'Digest realm="r", nonce="n"' });
      const fake = new FakeSend(() => reply);
      const { signal } = new AbortController();
      assert.equal(await new AccessTokenAuthenticator("token-1", fake.send).send(REQUEST, signal), reply);
      const headers = { accept: "application/json", authorization: "Bearer token-1" };
      assert.deepEqual(fake.requests, [{ ...REQUEST, headers, signal }]);
    });
  }

  it("leaves the request that it was given alone", async () => {
    const request = { ...REQUEST, headers: { ...REQUEST.headers } };
    const fake = new FakeSend(() => response(200));
    await new AccessTokenAuthenticator("token-1", fake.send).send(request, new AbortController().signal);
    assert.deepEqual(request, REQUEST);
  });

  it("has the token for its secret, and gives nothing back", async () => {
    const fake = new FakeSend(() => response(200));
    const auth = new AccessTokenAuthenticator("token-1", fake.send);
    await auth.close();
    assert.deepEqual(auth.secrets(), ["token-1"]);
    assert.equal(fake.requests.length, 0);
  });
});
