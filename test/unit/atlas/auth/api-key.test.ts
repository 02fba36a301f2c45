import assert from "node:assert/strict";
import { ApiKeyAuthenticator } from "../../../../provider/atlas/auth/api-key.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
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

/** A server that gives out the nonces n1, n2, … and accepts each of them. */
const atlas = (): FakeSend => {
  let issued = 0;
  return new FakeSend(({ headers }) =>
    headers["authorization"] === undefined ? challenge(`n${++issued}`) : response(200),
  );
};

describe("ApiKeyAuthenticator", () => {
  it("sends a first request without authorization, and answers the challenge with one more", async () => {
    const fake = atlas();
    const { signal } = new AbortController();
    const got = await authenticator(fake.send).send(REQUEST, signal);
    assert.equal(got.status, 200);
    const [first, second] = fake.requests;
    assert.deepEqual(first, { ...REQUEST, signal });
    const authorization = second?.headers["authorization"];
    assert.deepEqual(second, { ...REQUEST, headers: { ...REQUEST.headers, authorization }, signal });
    assert.deepEqual(
      ["username", "realm", "uri"].map((name) => field(authorization, name)),
      ["public", "r", "/api/runs?pageNum=2"],
    );
    assert.equal(fake.requests.length, 2);
  });

  it("answers the same nonce with a rising count for requests in turn", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    for (let i = 0; i < 3; i++) await auth.send(REQUEST, noSignal());
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n1", 3]]);
  });

  it("keeps the nonce after an answer that is no 401", async () => {
    const statuses = [404, 503, 200];
    const fake = new FakeSend((_, index) =>
      index === 0 ? challenge("n1") : response(statuses[index - 1] ?? 0),
    );
    const auth = authenticator(fake.send);
    for (const status of statuses) assert.equal((await auth.send(REQUEST, noSignal())).status, status);
    assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n1", 3]]);
  });

  it("gives each of several concurrent requests a nonce of its own, and uses these again", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    const batch = (): Promise<unknown> => Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    await batch();
    assert.deepEqual(uses(fake).slice(0, 3), [undefined, undefined, undefined]);
    assert.deepEqual(uses(fake).slice(3).sort(), [
      ["n1", 1],
      ["n2", 1],
      ["n3", 1],
    ]);
    await batch();
    assert.deepEqual(uses(fake).slice(6).sort(), [
      ["n1", 2],
      ["n2", 2],
      ["n3", 2],
    ]);
  });

  it("never has one nonce in two requests at once, whatever the order of the answers", async () => {
    const inFlight = new Set<string>();
    const server = atlas();
    let turn = 0;
    const send: Send = async (request, signal) => {
      const nonce = field(request.headers["authorization"], "nonce");
      if (nonce !== undefined) assert.ok(!inFlight.has(nonce), `${nonce} is in flight`);
      if (nonce !== undefined) inFlight.add(nonce);
      for (let ticks = (turn++ * 7) % 5; ticks >= 0; ticks--) await Promise.resolve();
      const got = await server.send(request, signal);
      if (nonce !== undefined) inFlight.delete(nonce);
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

  for (const [name, more] of [
    ["a stale nonce", ", stale=true"],
    ["a refused nonce", ""],
  ] as const) {
    it(`tries once more with the new challenge after ${name}`, async () => {
      const script = [challenge("n1"), response(200), challenge("n2", more), response(200), response(200)];
      const fake = new FakeSend((_, index) => script[index] ?? response(500));
      const auth = authenticator(fake.send);
      for (let i = 0; i < 3; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
      assert.deepEqual(uses(fake), [undefined, ["n1", 1], ["n1", 2], ["n2", 1], ["n2", 2]]);
    });
  }

  it("gives a second 401 as the answer, and begins anew after it", async () => {
    const fake = new FakeSend((_, index) => challenge(`n${index}`));
    const auth = authenticator(fake.send);
    for (let i = 0; i < 2; i++) {
      const got = await auth.send(REQUEST, noSignal());
      assert.deepEqual([got.status, got.header("www-authenticate")?.includes(`n${i * 2 + 1}`)], [401, true]);
    }
    assert.deepEqual(uses(fake), [undefined, ["n0", 1], undefined, ["n2", 1]]);
  });

  for (const header of [undefined, 'Basic realm="r"', 'Digest realm="r", nonce="n", qop="auth-int"']) {
    it(`gives a 401 with ${header ?? "no challenge"} as the answer`, async () => {
      const refusal = response(401, header === undefined ? {} : { "www-authenticate": header });
      const fake = new FakeSend(() => refusal);
      assert.equal(await authenticator(fake.send).send(REQUEST, noSignal()), refusal);
      assert.equal(fake.requests.length, 1);
    });
  }

  it("does not use the nonce of a request again that failed", async () => {
    const failure = new TransportError("network", "the connection was reset", true);
    const fake = new FakeSend((_, index) => {
      if (index === 2) throw failure;
      return [0, 3].includes(index) ? challenge(`n${index}`) : response(200);
    });
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    await assert.rejects(auth.send(REQUEST, noSignal()), failure);
    await auth.send(REQUEST, noSignal());
    assert.deepEqual(uses(fake), [undefined, ["n0", 1], ["n0", 2], undefined, ["n3", 1]]);
  });

  it("has the private key for its secret, and nothing to give back", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    await auth.close();
    assert.deepEqual(auth.secrets(), ["private-key"]);
    assert.equal(fake.requests.length, 0);
  });

  it("has what it made from the private key for secrets as well, as far as it is recent", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    for (let i = 0; i < 120; i++) await auth.send(REQUEST, noSignal());
    const sent = fake.requests.map(
      ({ headers }) => /response="(\w+)"/.exec(headers["authorization"] ?? "")?.[1],
    );
    assert.deepEqual(auth.secrets(), ["private-key", ...sent.slice(-100)]);
  });

  it("remembers all that it made for the requests which are under way at once, however many", async () => {
    let all: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (all = resolve));
    const fake = new FakeSend(async ({ headers }) => {
      if (headers["authorization"] === undefined) return challenge("n");
      if (fake.requests.length === 600) all();
      await asked;
      return response(403);
    });
    const auth = authenticator(fake.send);
    await Promise.all(Array.from({ length: 300 }, () => auth.send(REQUEST, noSignal())));
    assert.equal(auth.secrets().length, 301);
  });
});
