import assert from "node:assert/strict";
import { ApiKeyAuthenticator } from "../../../../provider/atlas/auth/api-key.js";
import { type HttpResponse, type Send } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend, field, noSignal, REQUEST } from "../../../helpers/fake-send.js";

const KEY = { publicKey: "public", privateKey: "private-key" };
const challenge = (nonce: string, more = ""): HttpResponse =>
  response(401, { "www-authenticate": `Digest realm="r", nonce="${nonce}", qop="auth"${more}` });

const authenticator = (send: Send): ApiKeyAuthenticator => new ApiKeyAuthenticator(KEY, send);

/** Nonce and count of each request; undefined for a request without authorization. */
const uses = (fake: FakeSend): unknown[] =>
  fake
    .authorizations()
    .map((sent) => (sent === undefined ? undefined : [field(sent, "nonce"), Number(field(sent, "nc"))]));

/** A server that issues the nonces n1, n2, … and accepts each of them. */
const atlas = (): FakeSend => {
  let issued = 0;
  return new FakeSend(({ headers }) =>
    headers["authorization"] === undefined ? challenge(`n${++issued}`) : response(200),
  );
};
const script = (...responses: readonly (HttpResponse | Error)[]): FakeSend =>
  new FakeSend((_, index) => {
    const next = responses[index] ?? new Error("one request too many");
    if (next instanceof Error) throw next;
    return next;
  });

describe("ApiKeyAuthenticator", () => {
  it("sends the first request without authorization, and once more after the challenge", async () => {
    const fake = atlas();
    const { signal } = new AbortController();
    assert.equal((await authenticator(fake.send).send(REQUEST, signal)).status, 200);
    const [first, second, ...more] = fake.requests;
    assert.deepEqual(first, { ...REQUEST, signal });
    const authorization = second?.headers["authorization"];
    assert.deepEqual(second, { ...REQUEST, headers: { ...REQUEST.headers, authorization }, signal });
    assert.deepEqual(
      ["username", "realm", "uri"].map((name) => field(authorization, name)),
      ["public", "r", "/api/runs?pageNum=2"],
    );
    assert.deepEqual(more, []);
  });

  it("uses one nonce with a rising count for requests one after another, also after errors", async () => {
    const statuses = [404, 503, 200];
    const fake = script(challenge("n1"), ...statuses.map((status) => response(status)));
    const auth = authenticator(fake.send);
    for (const status of statuses) assert.equal((await auth.send(REQUEST, noSignal())).status, status);
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n1", 3]]);
  });

  it("gets one challenge for concurrent requests, which share its nonce with rising counts", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    const batch = (): Promise<unknown> => Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    await batch();
    await batch();
    assert.deepEqual(uses(fake), [undefined, ...[1, 2, 3, 4, 5, 6].map((count) => ["n1", count])]);
  });

  /** A server that refuses counts out of order, over connections that deliver requests in another order. */
  const strict = (stale: string): { send: Send; requests: () => number; challenges: () => number } => {
    const last = new Map<string, number>();
    let [sent, challenges] = [0, 0];
    const refuse = (more = ""): HttpResponse => {
      last.set(`n${++challenges}`, 0);
      return challenge(`n${challenges}`, more);
    };
    const send: Send = async ({ headers }) => {
      for (let ticks = (sent++ * 7) % 5; ticks >= 0; ticks--) await Promise.resolve();
      const { authorization } = headers;
      if (authorization === undefined) return refuse();
      const [nonce, count] = [field(authorization, "nonce") ?? "", Number(field(authorization, "nc"))];
      if (count <= (last.get(nonce) ?? Infinity)) return refuse(stale);
      last.set(nonce, count);
      return response(200);
    };
    return { send, requests: () => sent, challenges: () => challenges };
  };

  for (const stale of [", stale=true", ""]) {
    it(`costs at most one more request for each concurrent one if counts out of order are refused${stale}`, async () => {
      const server = strict(stale);
      const auth = authenticator(server.send);
      const reader = async (): Promise<void> => {
        for (let i = 0; i < 10; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
      };
      await Promise.all([reader(), reader(), reader(), reader()]);
      assert.ok(server.challenges() > 1, "nothing arrived out of order");
      assert.ok(server.challenges() <= 1 + 4, `${server.challenges()} challenges`);
      assert.equal(server.requests(), 40 + server.challenges());
    });
  }

  it("makes one more attempt with a nonce of its own if the first one was refused because of others", async () => {
    const late = new Set<string>();
    let refused = 0;
    const send: Send = async ({ headers: { authorization } }) => {
      const nonce = field(authorization, "nonce");
      if (nonce === undefined) return challenge("shared");
      // The first request arrives after the second.
      for (let ticks = Number(field(authorization, "nc")) === 1 ? 9 : 0; ticks > 0; ticks--)
        await Promise.resolve();
      if (nonce === "shared" && late.has(nonce) && field(authorization, "nc") === "00000001")
        return challenge(`own${++refused}`);
      late.add(nonce);
      return response(200);
    };
    const auth = authenticator(send);
    const responses = await Promise.all([1, 2].map(() => auth.send(REQUEST, noSignal())));
    assert.deepEqual([...responses.map(({ status }) => status), refused], [200, 200, 1]);
  });

  it("sends all waiting requests if the first one fails", async () => {
    const reset = new Error("the connection was reset");
    const fake = script(reset, challenge("n1"), challenge("n2"), response(200), response(200));
    const auth = authenticator(fake.send);
    const results = await Promise.allSettled([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "fulfilled", "rejected"]);
    assert.equal(fake.requests.length, 5);
  });

  it("rejects at once if the signal is aborted while the first request is under way", async () => {
    const send: Send = () => new Promise(() => undefined);
    const auth = authenticator(send);
    void auth.send(REQUEST, noSignal());
    const controller = new AbortController();
    const second = auth.send(REQUEST, controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(second, { message: "enough" });
  });

  for (const more of [", stale=true", ""]) {
    it(`retries once with the new challenge after a 401 for its nonce${more}`, async () => {
      const [ok, stale] = [response(200), challenge("n2", more)];
      const fake = script(challenge("n1"), ok, stale, ok, ok);
      const auth = authenticator(fake.send);
      for (let i = 0; i < 3; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
      assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n2", 1], ["n2", 2]]);
    });
  }

  it("resolves with the second 401, and uses neither nonce again", async () => {
    const fake = new FakeSend((_, index) => challenge(`n${index}`));
    const auth = authenticator(fake.send);
    for (const nonce of ["n1", "n3"]) {
      const got = await auth.send(REQUEST, noSignal());
      assert.deepEqual([got.status, got.header("www-authenticate")?.includes(nonce)], [401, true]);
    }
    assert.deepEqual(uses(fake), [undefined, ["n0", 1], undefined, ["n2", 1]]);
  });

  it("retries once more if a fresh nonce is stale", async () => {
    const stale = ", stale=true";
    const fake = script(challenge("n1"), challenge("n2", stale), response(200), response(200));
    const auth = authenticator(fake.send);
    for (let i = 0; i < 2; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n2", 1], ["n2", 2]]);
  });

  it("makes no third attempt with a fresh nonce", async () => {
    const fake = new FakeSend((_, index) => challenge(`n${index}`, ", stale=TRUE"));
    assert.equal((await authenticator(fake.send).send(REQUEST, noSignal())).status, 401);
    assert.deepEqual(uses(fake), [undefined, ["n0", 1], ["n1", 1]]);
  });

  for (const headers of [{}, { "www-authenticate": 'Basic realm="r"' }]) {
    it(`resolves with a 401 that has the headers ${JSON.stringify(headers)}`, async () => {
      const fake = script(response(401, headers));
      assert.equal((await authenticator(fake.send).send(REQUEST, noSignal())).status, 401);
    });
  }

  it("uses the next count after a failed request, whose own may arrive late", async () => {
    const reset = new Error("the connection was reset");
    const fake = script(challenge("n1"), response(200), reset, response(200));
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    await assert.rejects(auth.send(REQUEST, noSignal()), reset);
    await auth.send(REQUEST, noSignal());
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n1", 3]]);
  });

  it("has the private key as its secret, and revokes nothing", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    await auth.close();
    assert.deepEqual([auth.secrets(), auth.takeRevocations()], [["private-key"], []]);
    assert.equal(fake.requests.length, 0);
  });
});
