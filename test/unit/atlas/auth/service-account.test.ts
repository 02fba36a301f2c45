import assert from "node:assert/strict";
import sinon from "sinon";
import { ServiceAccountAuthenticator } from "../../../../provider/atlas/auth/service-account.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend, noSignal, REQUEST } from "../../../helpers/fake-send.js";

const HEADERS = {
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded",
  "cache-control": "no-cache",
  authorization: "Basic aWQ6c2VjcmV0",
};
const REASON = new Error("no longer");

/** A request for a token, or for its revocation. */
const post = (path: string, body: string): object => ({
  method: "POST",
  url: `https://atlas.test/api/oauth/${path}`,
  headers: HEADERS,
  body,
});
const revocation = (token: string): object => post("revoke", `token=${token}&token_type_hint=access_token`);
const issue = (token: string, expires_in?: number): HttpResponse =>
  response(200, {}, JSON.stringify({ access_token: token, expires_in }));

const never = new Promise<never>(() => undefined);

type Respond = () => HttpResponse | Promise<HttpResponse>;

describe("ServiceAccountAuthenticator", () => {
  let fake: FakeSend;
  let auth: ServiceAccountAuthenticator;
  /** The statuses of the next requests of the API; then 200. */
  let statuses: number[];

  beforeEach(() => {
    statuses = [];
  });

  /** Responds to token requests so, and to revocations so. */
  const endpoint = (token: Respond, revoke: Respond = () => response(200)): void => {
    fake = new FakeSend(({ url }) => {
      if (!url.includes("/oauth/")) return response(statuses.shift() ?? 200);
      return url.endsWith("/revoke") ? revoke() : token();
    });
    auth = new ServiceAccountAuthenticator(
      { clientId: "id", clientSecret: "secret" },
      "https://atlas.test",
      fake.send,
    );
  };
  /** Issues t1, t2, … for so many seconds each. */
  const issuing = (seconds?: number, revoke?: Respond): void => {
    let issued = 0;
    endpoint(() => issue(`t${++issued}`, seconds), revoke);
  };
  const send = (signal = noSignal()): Promise<HttpResponse> => auth.send(REQUEST, signal);
  /** Sends a request, and returns the tokens of its attempts, with the status of its response. */
  const sent = async (...responses: readonly number[]): Promise<string> => {
    statuses.push(...responses);
    const { length } = fake.requests;
    const { status } = await send();
    const tokens = fake
      .authorizations()
      .slice(length)
      .flatMap((text) => /^Bearer (.*)$/.exec(text ?? "")?.[1] ?? []);
    return [...tokens, status].join(" ");
  };
  const requests = (path: string): readonly object[] =>
    fake.requests.filter(({ url }) => url.endsWith(path)).map(({ signal, ...request }) => request);
  const clock = (): sinon.SinonStub<[], number> => sinon.stub(performance, "now").returns(0);
  const fakeTimers = (): sinon.SinonFakeTimers =>
    sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

  describe("send", () => {
    it("sends one token request for concurrent and later requests", async () => {
      issuing(3600);
      const { signal } = new AbortController();
      await Promise.all([send(signal), send(signal)]);
      assert.equal(await sent(404), "t1 404");
      assert.deepEqual(requests("/token"), [post("token", "grant_type=client_credentials")]);
      const headers = { accept: "application/json", authorization: "Bearer t1" };
      assert.deepEqual(fake.requests[1], { ...REQUEST, headers, signal });
      assert.equal(fake.requests.length, 4);
    });

    const LIFETIMES: readonly (readonly [string, number | undefined, number])[] = [
      ["60 s before the end of an hour", 3600, 3540],
      ["60 s before the end of an hour, the default", undefined, 3540],
      ["when a tenth of 100 s is left", 100, 90],
      ["when a tenth of 10 s is left", 10, 9],
    ];
    for (const [name, lifetime, renewed] of LIFETIMES) {
      it(`renews the token ${name}, on a monotonic clock`, async () => {
        const now = clock().returns(5_000);
        issuing(lifetime);
        assert.equal(await sent(), "t1 200");
        sinon.useFakeTimers({ now: Date.now() + 1e9, toFake: ["Date"] });
        now.returns(5_000 + renewed * 1000 - 1);
        assert.equal(await sent(), "t1 200");
        now.returns(5_000 + renewed * 1000);
        assert.equal(await sent(), "t2 200");
      });
    }

    for (const [status, body] of [
      [403, '{"access_token":"t1"}'],
      [200, "{}"],
    ] as const) {
      it(`resolves with the response ${status} ${body} of the token endpoint for all requests`, async () => {
        const responses = [response(status, { "retry-after": "3" }, body), issue("t2")];
        endpoint(() => responses.shift() ?? response(418));
        for (const got of await Promise.all([send(), send()])) {
          assert.deepEqual([got.status, got.from, got.header("retry-after")], [status, "token", "3"]);
        }
        assert.equal(fake.requests.length, 1);
        assert.equal(await sent(), "t2 200");
      });
    }

    it("rejects with the error of the token request, and sends a new one", async () => {
      const responses = [Promise.reject(REASON), issue("t2")];
      endpoint(() => responses.shift() ?? response(418));
      await assert.rejects(send(), REASON);
      assert.equal(await sent(), "t2 200");
    });

    it("aborts the token request with its last reader", async () => {
      endpoint(() => never);
      const reader = new AbortController();
      const got = send(reader.signal);
      reader.abort(REASON);
      await assert.rejects(got, REASON);
      assert.equal(fake.requests[0]?.signal?.aborted, true);
    });

    it("retries once with one new token for all requests whose accepted token gets 401", async () => {
      issuing();
      assert.equal(await sent(200), "t1 200");
      statuses = [401, 401, 401];
      const responses = await Promise.all([send(), send(), send()]);
      assert.ok(responses.every(({ status }) => status === 200));
      assert.equal(requests("/token").length, 2);
    });

    // A status of the server itself is no acceptance of the token.
    for (const first of [401, 500, 503]) {
      it(`resolves with a 401 after ${first} without a new token, and revokes the old one`, async () => {
        const now = clock();
        issuing(100);
        assert.equal(await sent(first), `t1 ${first}`);
        assert.equal(await sent(401), "t1 401");
        // It is not renewed before it expires.
        now.returns(99_999);
        assert.equal(await sent(401), "t1 401");
        await auth.close();
        assert.deepEqual([requests("/token").length, requests("/revoke")], [1, [revocation("t1")]]);
      });
    }

    it("keeps the token that has replaced a refused one, until that one has expired", async () => {
      const now = clock();
      issuing(100);
      await sent();
      assert.equal(await sent(401), "t1 t2 200");
      for (const seconds of [50, 89]) {
        now.returns(seconds * 1000);
        assert.equal(await sent(401), "t2 401");
      }
      now.returns(100_000);
      assert.equal(await sent(), "t3 200");
      assert.equal(await sent(401), "t3 t4 200");
    });

    it("retries with a new token after 401 for one that has expired meanwhile", async () => {
      const now = clock();
      issuing(100);
      // Not accepted, so that nothing but its end lets it be replaced.
      await sent(500);
      const reading = sent(401);
      now.returns(100_000);
      assert.equal(await reading, "t1 t2 200");
    });
  });

  it("secrets has each token that was issued, until one is issued after its end", async () => {
    const now = clock();
    issuing(100);
    await sent();
    await sent(401);
    assert.deepEqual(auth.secrets(), ["secret", "aWQ6c2VjcmV0", "t1", "t2"]);
    now.returns(100_000);
    await sent();
    assert.deepEqual(auth.secrets().slice(2), ["t3"]);
  });

  describe("close", () => {
    it("sends one revocation per live token", async () => {
      const now = clock();
      issuing(100);
      await auth.close();
      for (const seconds of [0, 95, 185]) {
        now.returns(seconds * 1000);
        await send();
      }
      await Promise.all([auth.close(), auth.close()]);
      await auth.close();
      assert.deepEqual(requests("/revoke"), ["t2", "t3"].map(revocation));
    });

    it("revokes a token that was refused, and the one that replaced it", async () => {
      issuing();
      await sent();
      await sent(401);
      await auth.close();
      assert.deepEqual(requests("/revoke"), ["t1", "t2"].map(revocation));
    });

    for (const [name, revoke, attempts] of [
      ["a refusal", () => response(401), 1],
      ["a status that may pass", () => response(503), 1],
      ["an error", () => Promise.reject(new Error("reset")), 2],
    ] as const) {
      it(`resolves after ${name}, with attempts: ${attempts}, and a new token can be issued`, async () => {
        issuing(3600, revoke);
        await sent();
        await auth.close();
        assert.equal(await sent(), "t2 200");
        await auth.close();
        const expected = ["t1", "t2"].flatMap((token) => Array<object>(attempts).fill(revocation(token)));
        assert.deepEqual(requests("/revoke"), expected);
      });
    }

    it("waits for a token that is being issued, and revokes it", async () => {
      const token = sinon.promise<HttpResponse>();
      endpoint(() => token);
      const got = send();
      const done = auth.close();
      void token.resolve(issue("late"));
      await got;
      await done;
      assert.deepEqual(requests("/revoke"), [revocation("late")]);
    });

    it("waits no longer than 2 s for a token that is being issued", async () => {
      const timers = fakeTimers();
      endpoint(() => never);
      void send();
      const ended = sinon.spy();
      void auth.close().then(ended);
      await timers.tickAsync(1_999);
      assert.ok(ended.notCalled);
      await timers.tickAsync(1);
      assert.ok(ended.called);
    });

    it("aborts a revocation after 2 s", async () => {
      const timers = fakeTimers();
      issuing(3600, () => never);
      await send();
      void auth.close();
      await timers.tickAsync(1_999);
      assert.equal(fake.requests[2]?.signal?.aborted, false);
      await timers.tickAsync(1);
      assert.equal(fake.requests[2].signal.aborted, true);
    });
  });

  describe("takeRevocations", () => {
    it("returns one request per live token, once", async () => {
      issuing();
      assert.deepEqual(auth.takeRevocations(), []);
      await send();
      assert.deepEqual([auth.takeRevocations(), auth.takeRevocations()], [[revocation("t1")], []]);
      await auth.close();
      assert.deepEqual(requests("/revoke"), []);
      assert.equal(await sent(), "t2 200");
    });

    it("returns a token that is being revoked, and none whose revocation has ended", async () => {
      const end = sinon.promise<HttpResponse>();
      issuing(3600, () => end);
      await send();
      const first = auth.close();
      await new Promise(setImmediate);
      assert.deepEqual(auth.takeRevocations(), [revocation("t1")]);
      await send();
      const second = auth.close();
      void end.resolve(response(200));
      await Promise.all([first, second]);
      assert.deepEqual(auth.takeRevocations(), []);
    });
  });
});
