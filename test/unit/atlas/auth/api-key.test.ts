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

  it("uses a nonce of its own for each concurrent request, and all of them again", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    const batch = (): Promise<unknown> => Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    await batch();
    await batch();
    assert.deepEqual(uses(fake).slice(0, 3), [undefined, undefined, undefined]);
    assert.deepEqual(
      uses(fake).slice(3).sort(),
      ["n1", "n2", "n3"].flatMap((nonce) => [
        [nonce, 1],
        [nonce, 2],
      ]),
    );
  });

  it("never uses a nonce in two requests at once", async () => {
    const running = new Set<string>();
    const server = atlas();
    let sent = 0;
    const send: Send = async (request, signal) => {
      const nonce = field(request.headers["authorization"], "nonce");
      if (nonce !== undefined) assert.ok(!running.has(nonce), `${nonce} is in two requests`);
      if (nonce !== undefined) running.add(nonce);
      for (let ticks = (sent++ * 7) % 5; ticks >= 0; ticks--) await Promise.resolve();
      const got = await server.send(request, signal);
      if (nonce !== undefined) running.delete(nonce);
      return got;
    };
    const auth = authenticator(send);
    const reader = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
    };
    await Promise.all([reader(), reader(), reader(), reader()]);
    assert.equal(server.authorizations().filter((sent) => sent === undefined).length, 4);
    assert.equal(server.requests.length, 44);
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

  it("does not use the nonce of a failed request again", async () => {
    const reset = new Error("the connection was reset");
    const fake = script(challenge("n1"), response(200), reset, challenge("n2"), response(200));
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    await assert.rejects(auth.send(REQUEST, noSignal()), reset);
    await auth.send(REQUEST, noSignal());
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], undefined, ["n2", 1]]);
  });

  it("has the private key as its secret, and revokes nothing", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    await auth.close();
    assert.deepEqual([auth.secrets(), auth.takeRevocations()], [["private-key"], []]);
    assert.equal(fake.requests.length, 0);
  });
});
