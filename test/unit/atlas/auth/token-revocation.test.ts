import assert from "node:assert/strict";
import sinon from "sinon";
import { TokenSource } from "../../../../provider/atlas/auth/token-source.js";
import { response, FakeSend } from "../../../helpers/fake-send.js";

const ACCOUNT = { clientId: "id", clientSecret: "secret" };

const revocations = (fake: FakeSend): (string | undefined)[] =>
  fake.requests.filter(({ url }) => url.endsWith("/revoke")).map(({ body }) => body);
/** Issues t1, t2, …, and answers a revocation as it is told. */
const endpoint = (
  revoke: () => ReturnType<typeof response> | Promise<ReturnType<typeof response>>,
): FakeSend => {
  let issued = 0;
  return new FakeSend(({ url }) =>
    url.endsWith("/revoke") ? revoke() : response(200, {}, `{"access_token":"t${++issued}"}`),
  );
};
const source = (fake: FakeSend): TokenSource => new TokenSource(ACCOUNT, "https://atlas.test", fake.send);

describe("TokenSource.revoke", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("sends the live token once, with Basic authorization and a limit of 2 s", async () => {
    const { signal } = new AbortController();
    const timeout = sinon.stub(AbortSignal, "timeout").returns(signal);
    const fake = endpoint(() => response(200));
    const tokens = source(fake);
    await tokens.get();
    await Promise.all([tokens.revoke(), tokens.revoke()]);
    await tokens.revoke();
    assert.deepEqual(fake.requests.slice(1), [
      {
        method: "POST",
        url: "https://atlas.test/api/oauth/revoke",
        headers: {
          accept: "application/json",
          "content-type": "application/x-www-form-urlencoded",
          "cache-control": "no-cache",
          authorization: "Basic aWQ6c2VjcmV0",
        },
        body: "token=t1&token_type_hint=access_token",
        signal,
      },
    ]);
    sinon.assert.calledOnceWithExactly(timeout, 2000);
  });

  it("sends nothing where no token was issued, or the last one was refused", async () => {
    const fake = endpoint(() => response(200));
    const tokens = source(fake);
    await tokens.revoke();
    assert.equal(fake.requests.length, 0);
    await tokens.get();
    tokens.forget("t1");
    await tokens.revoke();
    assert.deepEqual(revocations(fake), []);
  });

  for (const [name, revoke] of [
    ["a refusal", () => response(401)],
    [
      "a failed request",
      (): never => {
        throw new Error("reset");
      },
    ],
  ] as const) {
    it(`does not fail after ${name}, and issues another token later`, async () => {
      const fake = endpoint(revoke);
      const tokens = source(fake);
      await tokens.get();
      await tokens.revoke();
      assert.equal(await tokens.get(), "t2");
      await tokens.revoke();
      assert.deepEqual(
        revocations(fake),
        [1, 2].map((n) => `token=t${n}&token_type_hint=access_token`),
      );
    });
  }

  it("gives back each token that is live, also one that has been renewed, and none that has expired", async () => {
    const now = sinon.stub(performance, "now").returns(0);
    let issued = 0;
    const fake = new FakeSend(({ url }) =>
      url.endsWith("/revoke")
        ? response(200)
        : response(200, {}, `{"access_token":"t${++issued}","expires_in":100}`),
    );
    const tokens = source(fake);
    for (const seconds of [0, 95, 185]) {
      now.returns(seconds * 1000);
      await tokens.get();
    }
    await tokens.revoke();
    assert.deepEqual(
      revocations(fake),
      [2, 3].map((n) => `token=t${n}&token_type_hint=access_token`),
    );
  });

  it("waits for a token that is on its way, and gives that back", async () => {
    let deliver: () => void = () => undefined;
    const onItsWay = new Promise<void>((resolve) => (deliver = resolve));
    const fake = new FakeSend(({ url }) =>
      url.endsWith("/revoke")
        ? response(200)
        : onItsWay.then(() => response(200, {}, '{"access_token":"late"}')),
    );
    const tokens = source(fake);
    const got = tokens.get();
    const revoked = tokens.revoke();
    deliver();
    assert.equal(await got, "late");
    await revoked;
    assert.deepEqual(revocations(fake), ["token=late&token_type_hint=access_token"]);
  });
});

describe("TokenSource.takeRevocations", () => {
  it("is the requests that give back what is live, once", async () => {
    const fake = endpoint(() => response(200));
    const tokens = source(fake);
    assert.deepEqual(tokens.takeRevocations(), []);
    await tokens.get();
    const [request, ...others] = tokens.takeRevocations();
    assert.deepEqual(
      [request?.method, request?.url, request?.body],
      ["POST", "https://atlas.test/api/oauth/revoke", "token=t1&token_type_hint=access_token"],
    );
    assert.equal(request?.headers["authorization"], "Basic aWQ6c2VjcmV0");
    assert.deepEqual([others, tokens.takeRevocations()], [[], []]);
    await tokens.revoke();
    assert.deepEqual(revocations(fake), []);
  });

  it("has a token whose revocation was on its way, and none whose revocation has ended", async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const fake = endpoint(() => ended.then(() => response(200)));
    const tokens = source(fake);
    await tokens.get();
    const revoked = tokens.revoke();
    assert.deepEqual(
      tokens.takeRevocations().map(({ body }) => body),
      ["token=t1&token_type_hint=access_token"],
    );
    assert.deepEqual(tokens.takeRevocations(), []);
    await tokens.get();
    const again = tokens.revoke();
    end();
    await Promise.all([revoked, again]);
    assert.deepEqual(tokens.takeRevocations(), []);
    assert.equal(revocations(fake).length, 2);
  });
});
