import assert from "node:assert/strict";
import { ServiceAccountAuthenticator } from "../../../../provider/atlas/auth/service-account.js";
import { type HttpResponse, type Send } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend, noSignal, REQUEST } from "../../../helpers/fake-send.js";

const ACCOUNT = { clientId: "id", clientSecret: "secret" };
const authenticator = (send: Send): ServiceAccountAuthenticator =>
  new ServiceAccountAuthenticator(ACCOUNT, "https://atlas.test", send);

/** An Atlas that issues t1, t2, …, and answers API requests by their token. */
const atlas = (api: (token: string) => HttpResponse | Promise<HttpResponse>): FakeSend => {
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
  it("issues one token for concurrent and later readers", async () => {
    const fake = atlas(() => response(200));
    const auth = authenticator(fake.send);
    const { signal } = new AbortController();
    await Promise.all([auth.send(REQUEST, signal), auth.send(REQUEST, signal)]);
    await auth.send(REQUEST, signal);
    assert.deepEqual(sent(fake), ["token", "Bearer t1", "Bearer t1", "Bearer t1"]);
    const headers = { accept: "application/json", authorization: "Bearer t1" };
    assert.deepEqual(fake.requests[3], { ...REQUEST, headers, signal });
  });

  it("takes a new token and tries once more after 401", async () => {
    const fake = atlas((token) => response(token === "t1" ? 401 : 200));
    const auth = authenticator(fake.send);
    assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
    assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
    assert.deepEqual(sent(fake), ["token", "Bearer t1", "token", "Bearer t2", "Bearer t2"]);
  });

  it("takes one new token for all readers that were refused the same one", async () => {
    const fake = atlas((token) => response(token === "t1" ? 401 : 200));
    const auth = authenticator(fake.send);
    const responses = await Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(sent(fake).filter((request) => request === "token").length, 2);
    assert.equal(fake.requests.length, 8);
  });

  it("gives a second 401 as the API's answer after two requests, and keeps neither token", async () => {
    const fake = atlas(() => response(401));
    const auth = authenticator(fake.send);
    const { status, from } = await auth.send(REQUEST, noSignal());
    assert.deepEqual([status, from], [401, "api"]);
    await auth.close();
    assert.deepEqual(sent(fake), ["token", "Bearer t1", "token", "Bearer t2"]);
  });

  for (const status of [403, 404, 503]) {
    it(`gives ${status} as the answer, and keeps the token`, async () => {
      const fake = atlas(() => response(status));
      const auth = authenticator(fake.send);
      for (let i = 0; i < 2; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, status);
      assert.deepEqual(sent(fake), ["token", "Bearer t1", "Bearer t1"]);
    });
  }

  for (const status of [401, 403, 429]) {
    it(`gives the token endpoint's ${status} as the answer after one request`, async () => {
      const fake = new FakeSend(() => response(status, {}, '{"error":"access_denied"}'));
      const got = await authenticator(fake.send).send(REQUEST, noSignal());
      assert.deepEqual([got.status, got.from], [status, "token"]);
      assert.deepEqual(sent(fake), ["token"]);
    });
  }

  it("gives a 200 without a usable token as the token endpoint's answer", async () => {
    const fake = new FakeSend(() => response(200, {}, '{"token":"t1"}'));
    const got = await authenticator(fake.send).send(REQUEST, noSignal());
    assert.deepEqual([got.status, got.from], [200, "token"]);
    assert.deepEqual(sent(fake), ["token"]);
  });

  it("ends only the wait of the reader whose deadline has come", async () => {
    let issue = (_: HttpResponse): void => undefined;
    const token = new Promise<HttpResponse>((resolve) => (issue = resolve));
    const fake = new FakeSend(({ url }) => (url.includes("/oauth/") ? token : response(200)));
    const auth = authenticator(fake.send);
    const deadline = new AbortController();
    const [late, patient] = [auth.send(REQUEST, deadline.signal), auth.send(REQUEST, noSignal())];
    const reason = new Error("deadline");
    deadline.abort(reason);
    await assert.rejects(late, reason);
    issue(response(200, {}, '{"access_token":"t1"}'));
    assert.equal((await patient).status, 200);
    assert.deepEqual(sent(fake), ["token", "Bearer t1"]);
    assert.equal(fake.requests[0]?.signal?.aborted, false);
  });

  it("gives the live token back when it is closed", async () => {
    const fake = atlas(() => response(200));
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    await auth.close();
    assert.deepEqual(sent(fake), ["token", "Bearer t1", "revoke"]);
    assert.equal(fake.requests[2]?.body, "token=t1&token_type_hint=access_token");
    assert.deepEqual(auth.secrets(), ["secret", "aWQ6c2VjcmV0", "t1"]);
  });
});
