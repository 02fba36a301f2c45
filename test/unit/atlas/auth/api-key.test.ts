import assert from "node:assert/strict";
import { ApiKeyAuthenticator } from "../../../../provider/atlas/auth/api-key.js";
import { type HttpResponse, type Send } from "../../../../provider/atlas/http/types.js";
import { response, FakeSend, field, noSignal, REQUEST } from "../../../helpers/fake-send.js";

const challenge = (nonce: string, more = ""): HttpResponse =>
  response(401, { "www-authenticate": `Digest realm="r", nonce="${nonce}", qop="auth"${more}` });

const authenticator = (send: Send): ApiKeyAuthenticator =>
  new ApiKeyAuthenticator({ publicKey: "public", privateKey: "private-key" }, send);

/** Nonce and count of each request; "none" for a request without authorization. */
const uses = (fake: FakeSend): string =>
  fake
    .authorizations()
    .map((sent) => (sent ? `${field(sent, "nonce")}:${parseInt(field(sent, "nc") ?? "", 16)}` : "none"))
    .join(" ");

/** A server that issues the nonces n1, n2, … and accepts each of them. */
const atlas = (): FakeSend => {
  let issued = 0;
  return new FakeSend(({ headers }) =>
    headers["authorization"] === undefined ? challenge(`n${++issued}`) : response(200),
  );
};

const reset = new Error("the connection was reset");

/** A server with a list of responses: a status, a challenge with this nonce and more, or a reset. */
const script = (...responses: readonly (number | string)[]): FakeSend =>
  new FakeSend((_, index) => {
    const next = responses[index] ?? 418;
    if (next === "reset") throw reset;
    if (typeof next === "number") return response(next);
    const [nonce = "", more = ""] = next.split(/(?=,)/);
    return challenge(nonce, more);
  });

describe("ApiKeyAuthenticator", () => {
  it("sends the first request without authorization, and once more after the challenge", async () => {
    const fake = atlas();
    const { signal } = new AbortController();
    assert.equal((await authenticator(fake.send).send(REQUEST, signal)).status, 200);
    const authorization = fake.authorizations()[1];
    assert.deepEqual(fake.requests, [
      { ...REQUEST, signal },
      { ...REQUEST, headers: { ...REQUEST.headers, authorization }, signal },
    ]);
    assert.deepEqual(
      ["username", "realm", "uri"].map((name) => field(authorization, name)),
      ["public", "r", "/api/runs?pageNum=2"],
    );
  });

  const SEQUENCES: readonly {
    readonly title: string;
    readonly responses: readonly (number | string)[];
    /** The status or the error of each read. */
    readonly reads: readonly unknown[];
    readonly uses: string;
  }[] = [
    {
      title: "uses one nonce with a rising count, also after errors",
      responses: ["n1", 404, 503, 200],
      reads: [404, 503, 200],
      uses: "none n1:1 n1:2 n1:3",
    },
    {
      title: "uses the next count after a failed request, whose own may arrive late",
      responses: ["n1", 200, "reset", 200],
      reads: [200, reset, 200],
      uses: "none n1:1 n1:2 n1:3",
    },
    ...["n2", "n2, stale=true"].map((second) => ({
      title: `retries once with the new challenge after a 401 for its nonce (${second})`,
      responses: ["n1", 200, second, 200, 200],
      reads: [200, 200, 200],
      uses: "none n1:1 n1:2 n2:1 n2:2",
    })),
    {
      title: "resolves with the second 401, and uses neither nonce again",
      responses: ["n0", "n1", "n2", "n3"],
      reads: [401, 401],
      uses: "none n0:1 none n2:1",
    },
    {
      title: "retries once more if a fresh nonce is stale",
      responses: ["n1", "n2, stale=true", 200, 200],
      reads: [200, 200],
      uses: "none n1:1 n2:1 n2:2",
    },
    {
      title: "makes no third attempt with a fresh nonce",
      responses: ["n0, stale=TRUE", "n1, stale=TRUE", "n2, stale=TRUE"],
      reads: [401],
      uses: "none n0:1 n1:1",
    },
    { title: "resolves with a 401 without a challenge", responses: [401], reads: [401], uses: "none" },
  ];
  for (const { title, responses, reads, uses: expected } of SEQUENCES) {
    it(title, async () => {
      const fake = script(...responses);
      const auth = authenticator(fake.send);
      const results: unknown[] = [];
      while (results.length < reads.length) {
        const [result] = await Promise.allSettled([auth.send(REQUEST, noSignal())]);
        results.push(result.status === "fulfilled" ? result.value.status : result.reason);
      }
      assert.deepEqual([results, uses(fake)], [reads, expected]);
    });
  }

  it("gets one challenge for concurrent requests, which share its nonce with rising counts", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    const batch = (): Promise<unknown> => Promise.all([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    await batch();
    await batch();
    assert.equal(uses(fake), "none n1:1 n1:2 n1:3 n1:4 n1:5 n1:6");
  });

  for (const stale of [", stale=true", ""]) {
    it(`costs at most one more request for each concurrent one if counts out of order are refused${stale}`, async () => {
      // A server that refuses counts out of order, over connections that deliver requests in another order.
      const last = new Map<string, number>();
      let [sent, challenges] = [0, 0];
      const auth = authenticator(async ({ headers: { authorization } }) => {
        for (let ticks = (sent++ * 7) % 5; ticks >= 0; ticks--) await Promise.resolve();
        const [nonce, count] = [
          field(authorization, "nonce") ?? "",
          parseInt(field(authorization, "nc") ?? "", 16),
        ];
        if (count > (last.get(nonce) ?? Infinity)) {
          last.set(nonce, count);
          return response(200);
        }
        last.set(`n${++challenges}`, 0);
        return challenge(`n${challenges}`, authorization === undefined ? "" : stale);
      });
      const reader = async (): Promise<void> => {
        for (let i = 0; i < 10; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
      };
      await Promise.all([reader(), reader(), reader(), reader()]);
      assert.ok(challenges > 1, "nothing arrived out of order");
      assert.ok(challenges <= 1 + 4, `${challenges} challenges`);
      assert.equal(sent, 40 + challenges);
    });
  }

  it("makes one more attempt with a nonce of its own if the first one was refused because of others", async () => {
    let arrived = 0;
    let refused = 0;
    const auth = authenticator(async ({ headers: { authorization } }) => {
      const [nonce, count] = [field(authorization, "nonce"), field(authorization, "nc")];
      if (nonce === undefined) return challenge("shared");
      const isFirst = nonce === "shared" && count === "00000001";
      // The first request arrives after the second.
      for (let ticks = isFirst ? 9 : 0; ticks > 0; ticks--) await Promise.resolve();
      return isFirst && arrived++ > 0 ? challenge(`own${++refused}`) : (arrived++, response(200));
    });
    const responses = await Promise.all([1, 2].map(() => auth.send(REQUEST, noSignal())));
    assert.deepEqual([...responses.map(({ status }) => status), refused], [200, 200, 1]);
  });

  it("sends all waiting requests if the first one fails", async () => {
    const fake = script("reset", "n1", "n2", 200, 200);
    const auth = authenticator(fake.send);
    const results = await Promise.allSettled([1, 2, 3].map(() => auth.send(REQUEST, noSignal())));
    assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "fulfilled", "rejected"]);
    assert.equal(fake.requests.length, 5);
  });

  it("rejects at once if the signal is aborted while the first request is under way", async () => {
    const auth = authenticator(() => new Promise(() => undefined));
    void auth.send(REQUEST, noSignal());
    const controller = new AbortController();
    const second = auth.send(REQUEST, controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(second, { message: "enough" });
  });

  it("has the private key as its secret, and revokes nothing", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    await auth.close();
    assert.deepEqual([auth.secrets(), auth.takeRevocations()], [["private-key"], []]);
    assert.equal(fake.requests.length, 0);
  });
});
