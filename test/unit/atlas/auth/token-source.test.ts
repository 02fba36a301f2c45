import assert from "node:assert/strict";
import sinon from "sinon";
import { TokenSource } from "../../../../provider/atlas/auth/token-source.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend } from "../../../helpers/fake-send.js";

const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" };
const BASE_URL = "https://atlas.test";
const issue = (token: string, expires_in?: number): HttpResponse =>
  response(200, {}, JSON.stringify({ access_token: token, expires_in }));

const source = (fake: FakeSend, account = ACCOUNT): TokenSource =>
  new TokenSource(account, BASE_URL, fake.send);
/** An endpoint that issues t1, t2, … for so many seconds each. */
const endpoint = (seconds?: number): FakeSend => new FakeSend((_, index) => issue(`t${index + 1}`, seconds));

describe("TokenSource", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("asks the endpoint with Basic authorization and a form", async () => {
    const fake = endpoint(3600);
    assert.equal(await source(fake).get(), "t1");
    assert.deepEqual(
      fake.requests.map(({ signal, ...request }) => request),
      [
        {
          method: "POST",
          url: "https://atlas.test/api/oauth/token",
          headers: {
            accept: "application/json",
            "content-type": "application/x-www-form-urlencoded",
            "cache-control": "no-cache",
            authorization: "Basic bWRiX3NhX2lkXzE6bWRiX3NhX3NrXzE=",
          },
          body: "grant_type=client_credentials",
        },
      ],
    );
  });

  const HALVES: readonly (readonly [string, string, string])[] = [
    ["a:b", "c d", "a%3Ab:c+d"],
    ["id", "p%+&=/\u00e4", "id:p%25%2B%26%3D%2F%C3%A4"],
    ["a-b_c.d*e", "~", "a-b_c.d*e:%7E"],
  ];
  for (const [clientId, clientSecret, joined] of HALVES) {
    it(`form-encodes the halves ${clientId} and ${clientSecret} before it joins them`, async () => {
      const fake = endpoint();
      const tokens = source(fake, { clientId, clientSecret });
      await tokens.get();
      const basic = Buffer.from(joined).toString("base64");
      assert.deepEqual(fake.authorizations(), [`Basic ${basic}`]);
      assert.deepEqual(tokens.secrets(), [clientSecret, basic, "t1"]);
    });
  }

  it("issues one token for concurrent readers and for those after them", async () => {
    const fake = endpoint(3600);
    const tokens = source(fake);
    assert.deepEqual(await Promise.all([tokens.get(), tokens.get(), tokens.get()]), ["t1", "t1", "t1"]);
    assert.equal(await tokens.get(), "t1");
    assert.equal(fake.requests.length, 1);
  });

  const LIFETIMES: readonly (readonly [string, number | undefined, number])[] = [
    ["60 s before the end of an hour", 3600, 3540],
    ["60 s before the end of an hour that is not stated", undefined, 3540],
    ["60 s before the end of ten minutes", 600, 540],
    ["when a tenth of 100 s is left", 100, 90],
    ["when a tenth of 10 s is left", 10, 9],
    ["at once if it has no lifetime", 0, 0],
  ];
  for (const [name, lifetime, renewed] of LIFETIMES) {
    it(`renews the token ${name}`, async () => {
      const now = sinon.stub(performance, "now").returns(5_000);
      const fake = endpoint(lifetime);
      const tokens = source(fake);
      assert.equal(await tokens.get(), "t1");
      if (renewed > 0) {
        now.returns(5_000 + renewed * 1000 - 1);
        assert.equal(await tokens.get(), "t1");
      }
      now.returns(5_000 + renewed * 1000);
      assert.equal(await tokens.get(), "t2");
      assert.equal(fake.requests.length, 2);
    });
  }

  it("counts the lifetime from the answer, on a clock that a changed date does not move", async () => {
    const now = sinon.stub(performance, "now").returns(0);
    const fake = new FakeSend((_, index) => {
      now.returns(7_000);
      return issue(`t${index + 1}`, 10);
    });
    const tokens = source(fake);
    await tokens.get();
    sinon.useFakeTimers({ now: Date.now() + 1e9, toFake: ["Date"] });
    now.returns(15_999);
    assert.equal(await tokens.get(), "t1");
    now.returns(16_000);
    assert.equal(await tokens.get(), "t2");
  });

  for (const [status, body] of [
    [401, '{"error":"invalid_client"}'],
    [403, '{"access_token":"t1"}'],
    [200, "{}"],
    [503, ""],
  ] as const) {
    it(`gives ${status} ${body} to all who wait, as the token endpoint's, and asks anew`, async () => {
      const fake = new FakeSend((_, index) =>
        index === 0 ? response(status, { "retry-after": "3" }, body) : issue("t2"),
      );
      const tokens = source(fake);
      const [one, other] = await Promise.all([tokens.get(), tokens.get()]);
      assert.ok(typeof one === "object");
      assert.equal(other, one);
      assert.deepEqual([one.status, one.from, one.header("retry-after")], [status, "token", "3"]);
      assert.equal(Buffer.from(one.body).toString(), body);
      assert.equal(await tokens.get(), "t2");
      assert.equal(fake.requests.length, 2);
    });
  }

  it("rejects with the failure of its request, and asks anew", async () => {
    const failure = new Error("reset");
    const fake = new FakeSend((_, index) => {
      if (index === 0) throw failure;
      return issue("t2");
    });
    const tokens = source(fake);
    const both = await Promise.allSettled([tokens.get(), tokens.get()]);
    assert.deepEqual(both, Array(2).fill({ status: "rejected", reason: failure }));
    assert.equal(await tokens.get(), "t2");
    assert.equal(fake.requests.length, 2);
  });

  context("when nobody waits any more for a token that is on its way", () => {
    const reason = new Error("no longer");
    let timers: sinon.SinonFakeTimers;

    beforeEach(() => {
      timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    });

    it("ends the request, yet not at once", async () => {
      const fake = new FakeSend(() => new Promise(() => undefined));
      const reader = new AbortController();
      const got = source(fake).get(reader.signal);
      reader.abort(reason);
      await assert.rejects(got, reason);
      await timers.tickAsync(899);
      assert.equal(fake.requests[0]?.signal?.aborted, false);
      await timers.tickAsync(1);
      assert.equal(fake.requests[0].signal.aborted, true);
    });

    it("keeps the token that comes meanwhile", async () => {
      let deliver: () => void = () => undefined;
      const onItsWay = new Promise<void>((resolve) => (deliver = resolve));
      const fake = new FakeSend(() => onItsWay.then(() => issue("late")));
      const tokens = source(fake);
      const reader = new AbortController();
      const got = tokens.get(reader.signal);
      reader.abort(reason);
      await assert.rejects(got, reason);
      deliver();
      await timers.tickAsync(0);
      assert.equal(await tokens.get(), "late");
      assert.equal(fake.requests.length, 1);
    });
  });

  it("forgets the live token only", async () => {
    const fake = endpoint();
    const tokens = source(fake);
    await tokens.get();
    tokens.forget("t0");
    assert.equal(await tokens.get(), "t1");
    tokens.forget("t1");
    assert.equal(await tokens.get(), "t2");
    tokens.forget("t1");
    assert.equal(await tokens.get(), "t2");
    assert.equal(fake.requests.length, 2);
  });

  it("has every token it was issued among its secrets", async () => {
    const tokens = source(endpoint());
    await tokens.get();
    tokens.forget("t1");
    await tokens.get();
    assert.deepEqual(tokens.secrets().slice(2), ["t1", "t2"]);
  });

  it("forgets the oldest where there are more than an account can hold", async () => {
    let issued = 0;
    const fake = new FakeSend(() => response(200, {}, `{"access_token":"t${++issued}"}`));
    const tokens = source(fake);
    for (let i = 1; i <= 102; i++) {
      await tokens.get();
      tokens.forget(`t${i}`);
    }
    const seen = tokens.secrets().slice(2);
    assert.deepEqual([seen.length, seen[0], seen.at(-1)], [100, "t3", "t102"]);
  });
});
