import assert from "node:assert/strict";
import sinon from "sinon";
import { NoTokenError, TokenSource } from "../../../../provider/atlas/auth/token-source.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend } from "../../../helpers/fake-send.js";

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

/** A promise and the function that resolves it. */
const later = <T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
};

type Respond = () => HttpResponse | Promise<HttpResponse>;

describe("TokenSource", () => {
  let fake: FakeSend;
  let tokens: TokenSource;

  afterEach(() => {
    sinon.restore();
  });

  /** Responds to token requests so, and to revocations so. */
  const endpoint = (token: Respond, revoke: Respond = () => response(200)): void => {
    fake = new FakeSend(({ url }) => (url.endsWith("/revoke") ? revoke() : token()));
    const account = { clientId: "id", clientSecret: "secret" };
    tokens = new TokenSource(account, "https://atlas.test", fake.send);
  };
  /** Issues t1, t2, … for so many seconds each. */
  const issuing = (seconds?: number, revoke?: Respond): void => {
    let issued = 0;
    endpoint(() => issue(`t${++issued}`, seconds), revoke);
  };
  const get = (): Promise<string> => tokens.get(new AbortController().signal);
  const requests = (path: string): readonly object[] =>
    fake.requests.filter(({ url }) => url.endsWith(path)).map(({ signal, ...request }) => request);
  const clock = (): sinon.SinonStub<[], number> => sinon.stub(performance, "now").returns(0);
  const fakeTimers = (): sinon.SinonFakeTimers =>
    sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

  describe("get", () => {
    it("sends one token request for concurrent and later readers", async () => {
      issuing(3600);
      assert.deepEqual(await Promise.all([get(), get()]), ["t1", "t1"]);
      assert.equal(await get(), "t1");
      assert.deepEqual(requests(""), [post("token", "grant_type=client_credentials")]);
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
        assert.equal(await get(), "t1");
        sinon.useFakeTimers({ now: Date.now() + 1e9, toFake: ["Date"] });
        now.returns(5_000 + renewed * 1000 - 1);
        assert.equal(await get(), "t1");
        now.returns(5_000 + renewed * 1000);
        assert.equal(await get(), "t2");
      });
    }

    for (const [status, body] of [
      [403, '{"access_token":"t1"}'],
      [200, "{}"],
    ] as const) {
      it(`rejects with the response ${status} ${body} for all readers, and sends a new request`, async () => {
        const responses = [response(status, { "retry-after": "3" }, body), issue("t2")];
        endpoint(() => responses.shift() ?? response(418));
        for (const result of await Promise.allSettled([get(), get()])) {
          assert.ok(result.status === "rejected" && result.reason instanceof NoTokenError);
          const { status: got, from, header } = result.reason.response;
          assert.deepEqual([got, from, header("retry-after")], [status, "token", "3"]);
          assert.ok(result.reason.message.endsWith(`with status ${status}`));
        }
        assert.equal(await get(), "t2");
      });
    }

    it("rejects with the error of the token request, and sends a new one", async () => {
      const responses = [Promise.reject(REASON), issue("t2")];
      endpoint(() => responses.shift() ?? response(418));
      await assert.rejects(get(), REASON);
      assert.equal(await get(), "t2");
    });

    it("aborts the token request with its last reader", async () => {
      endpoint(() => never);
      const reader = new AbortController();
      const got = tokens.get(reader.signal);
      reader.abort(REASON);
      await assert.rejects(got, REASON);
      assert.equal(fake.requests[0]?.signal?.aborted, true);
    });
  });

  describe("refuse", () => {
    it("replaces a token that was accepted before, and no other", async () => {
      issuing();
      await get();
      tokens.accept("t0");
      assert.equal(tokens.refuse("t1"), false);
      assert.equal(await get(), "t1");
      tokens.accept("t1");
      // The second time it was replaced already: another attempt may help.
      assert.deepEqual([tokens.refuse("t1"), tokens.refuse("t1")], [true, true]);
      assert.equal(await get(), "t2");
    });

    it("keeps the token that has replaced a refused one, until that one has expired", async () => {
      const now = clock();
      issuing(100);
      for (const [seconds, token, replaced] of [
        [0, "t1", true],
        [50, "t2", false],
        [99, "t2", false],
        [100, "t2", true],
      ] as const) {
        now.returns(seconds * 1000);
        assert.equal(await get(), token);
        tokens.accept(token);
        assert.equal(tokens.refuse(token), replaced, `at ${seconds} s`);
      }
      await get();
      now.returns(200_000);
      assert.equal(tokens.refuse("t3"), true, "t3 has expired");
    });
  });

  it("secrets has each token that was issued, until the first is issued after its end", async () => {
    const now = clock();
    issuing(100);
    await get();
    tokens.accept("t1");
    tokens.refuse("t1");
    await get();
    assert.deepEqual(tokens.secrets(), ["secret", "aWQ6c2VjcmV0", "t1", "t2"]);
    now.returns(100_000);
    await get();
    assert.deepEqual(tokens.secrets().slice(2), ["t3"]);
  });

  describe("revoke", () => {
    it("sends one request per live token", async () => {
      const now = clock();
      issuing(100);
      await tokens.revoke();
      for (const seconds of [0, 95, 185]) {
        now.returns(seconds * 1000);
        await get();
      }
      await Promise.all([tokens.revoke(), tokens.revoke()]);
      await tokens.revoke();
      assert.deepEqual(requests("/revoke"), ["t2", "t3"].map(revocation));
    });

    it("sends a request for a token that was refused", async () => {
      issuing();
      await get();
      tokens.accept("t1");
      tokens.refuse("t1");
      await tokens.revoke();
      assert.deepEqual(requests("/revoke"), [revocation("t1")]);
    });

    for (const [name, revoke, attempts] of [
      ["a refusal", () => response(401), 1],
      ["a status that may pass", () => response(503), 1],
      ["an error", () => Promise.reject(new Error("reset")), 2],
    ] as const) {
      it(`resolves after ${name}, with attempts: ${attempts}, and a new token can be issued`, async () => {
        issuing(3600, revoke);
        await get();
        await tokens.revoke();
        assert.equal(await get(), "t2");
        await tokens.revoke();
        const expected = ["t1", "t2"].flatMap((token) => Array<object>(attempts).fill(revocation(token)));
        assert.deepEqual(requests("/revoke"), expected);
      });
    }

    it("waits for a token that is being issued, and revokes it", async () => {
      const token = later<HttpResponse>();
      endpoint(() => token.promise);
      const got = get();
      const done = tokens.revoke();
      token.resolve(issue("late"));
      assert.equal(await got, "late");
      await done;
      assert.deepEqual(requests("/revoke"), [revocation("late")]);
    });

    it("waits no longer than 2 s for a token that is being issued", async () => {
      const timers = fakeTimers();
      endpoint(() => never);
      void get();
      const ended = sinon.spy();
      void tokens.revoke().then(ended);
      await timers.tickAsync(1_999);
      assert.ok(ended.notCalled);
      await timers.tickAsync(1);
      assert.ok(ended.called);
    });

    it("aborts a revocation after 2 s", async () => {
      const timers = fakeTimers();
      issuing(3600, () => never);
      await get();
      void tokens.revoke();
      await timers.tickAsync(1_999);
      assert.equal(fake.requests[1]?.signal?.aborted, false);
      await timers.tickAsync(1);
      assert.equal(fake.requests[1].signal.aborted, true);
    });
  });

  describe("takeRevocations", () => {
    it("returns one request per live token, once", async () => {
      issuing();
      assert.deepEqual(tokens.takeRevocations(), []);
      await get();
      assert.deepEqual([tokens.takeRevocations(), tokens.takeRevocations()], [[revocation("t1")], []]);
      await tokens.revoke();
      assert.deepEqual(requests("/revoke"), []);
      assert.equal(await get(), "t2");
    });

    it("returns a token that is being revoked, and none whose revocation has ended", async () => {
      const end = later<HttpResponse>();
      issuing(3600, () => end.promise);
      await get();
      const first = tokens.revoke();
      await new Promise(setImmediate);
      assert.deepEqual(tokens.takeRevocations(), [revocation("t1")]);
      await get();
      const second = tokens.revoke();
      end.resolve(response(200));
      await Promise.all([first, second]);
      assert.deepEqual(tokens.takeRevocations(), []);
    });
  });
});
