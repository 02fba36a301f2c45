import assert from "node:assert/strict";
import { ServiceAccountAuthenticator } from "../../../../provider/atlas/auth/service-account.js";
import { type HttpResponse, type Send } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend, noSignal, REQUEST } from "../../../helpers/fake-send.js";

const authenticator = (send: Send): ServiceAccountAuthenticator =>
  new ServiceAccountAuthenticator({ clientId: "id", clientSecret: "secret" }, "https://atlas.test", send);

/** An Atlas that issues t1, t2, …, and responds to API requests by their token. */
const atlas = (api: (token: string) => HttpResponse): FakeSend => {
  let issued = 0;
  return new FakeSend(({ url, headers }) =>
    url.includes("/oauth/")
      ? response(200, {}, `{"access_token":"t${++issued}"}`)
      : api(String(headers["authorization"]).replace("Bearer ", "")),
  );
};

const sent = (fake: FakeSend): string[] =>
  fake.requests.map(({ url, headers }) =>
    url.includes("/oauth/") ? String(url.split("/").at(-1)) : String(headers["authorization"]),
  );

describe("ServiceAccountAuthenticator", () => {
  it("sends one token for concurrent and later reads, and revokes it on close", async () => {
    const fake = atlas(() => response(403));
    const auth = authenticator(fake.send);
    const { signal } = new AbortController();
    await Promise.all([auth.send(REQUEST, signal), auth.send(REQUEST, signal)]);
    assert.equal((await auth.send(REQUEST, signal)).status, 403);
    const headers = { accept: "application/json", authorization: "Bearer t1" };
    assert.deepEqual(fake.requests[3], { ...REQUEST, headers, signal });
    await auth.close();
    assert.deepEqual(sent(fake), ["token", "Bearer t1", "Bearer t1", "Bearer t1", "revoke"]);
    assert.deepEqual(auth.secrets(), ["secret", "aWQ6c2VjcmV0", "t1"]);
  });

  it("passes on the revocations of its live token", async () => {
    const auth = authenticator(atlas(() => response(200)).send);
    await auth.send(REQUEST, noSignal());
    assert.deepEqual(
      auth.takeRevocations().map(({ body }) => body),
      ["token=t1&token_type_hint=access_token"],
    );
  });

  it("retries once with one new token for all requests that got 401", async () => {
    let reads = 0;
    const fake = atlas((token) => response(token === "t1" && reads++ > 0 ? 401 : 200));
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    const responses = await Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    assert.ok(responses.every(({ status }) => status === 200));
    const [old, renewed] = [Array<string>(4).fill("Bearer t1"), Array<string>(3).fill("Bearer t2")];
    assert.deepEqual(sent(fake), ["token", ...old, "token", ...renewed]);
  });

  // A status of the server itself is no acceptance of the token.
  for (const first of [401, 500, 503]) {
    it(`resolves with a 401 after ${first} without a new token, and revokes the old one on close`, async () => {
      const statuses = [first, 401];
      const fake = atlas(() => response(statuses.shift() ?? 200));
      const auth = authenticator(fake.send);
      assert.equal((await auth.send(REQUEST, noSignal())).status, first);
      const { status, from } = await auth.send(REQUEST, noSignal());
      assert.deepEqual([status, from], [401, "api"]);
      await auth.close();
      assert.deepEqual(sent(fake), ["token", "Bearer t1", "Bearer t1", "revoke"]);
    });
  }

  it("resolves with a response of the token endpoint without a token, after one request", async () => {
    const fake = new FakeSend(() => response(401, {}, '{"error":"access_denied"}'));
    const got = await authenticator(fake.send).send(REQUEST, noSignal());
    assert.deepEqual([got.status, got.from, sent(fake)], [401, "token", ["token"]]);
  });

  it("rejects with the error of the token request", async () => {
    const reset = new Error("reset");
    const fake = new FakeSend(() => Promise.reject(reset));
    await assert.rejects(authenticator(fake.send).send(REQUEST, noSignal()), reset);
  });
});
