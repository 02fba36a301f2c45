import assert from "node:assert/strict";
import { ApiKeyAuthenticator } from "../../../../provider/atlas/auth/api-key.js";
import { digestAuthorization } from "../../../../provider/atlas/auth/digest.js";
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
    const [realm, nonce, uri] = ["r", "n1", "/api/runs?pageNum=2"];
    const key = { username: "public", password: "private-key", method: "GET", uri };
    const count = { nonceCount: 1, cnonce: field(authorization, "cnonce") ?? "" };
    const first = { realm, nonce, opaque: undefined, algorithm: "MD5", namesAlgorithm: false } as const;
    assert.equal(authorization, digestAuthorization(first, { ...key, ...count }));
    assert.deepEqual(fake.requests, [
      { ...REQUEST, signal },
      { ...REQUEST, headers: { ...REQUEST.headers, authorization }, signal },
    ]);
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
      title: "uses the next count after a failed request, whose own may have arrived",
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

  it("uses a nonce for one request at a time, and the last one first", async () => {
    let [busy, most] = [0, 0];
    const inUse = new Set<string>();
    const fake = new FakeSend(async (request, index) => {
      const nonce = field(request.headers["authorization"], "nonce");
      if (nonce === undefined) return challenge(`n${index}`);
      assert.ok(!inUse.has(nonce), `${nonce} is used twice at once`);
      inUse.add(nonce);
      most = Math.max(most, ++busy);
      for (let ticks = (index * 7) % 5; ticks >= 0; ticks--) await Promise.resolve();
      inUse.delete(nonce);
      busy -= 1;
      return response(200);
    });
    const auth = authenticator(fake.send);
    const reader = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) assert.equal((await auth.send(REQUEST, noSignal())).status, 200);
    };
    await Promise.all([1, 2, 3, 4].map(reader));
    assert.deepEqual([most, fake.requests.length], [4, 4 + 40]);
    await reader();
    const used = uses(fake).split(" ").slice(-10);
    assert.equal(new Set(used.map((use) => use.split(":")[0])).size, 1, used.join());
  });

  it("signs each request with a new cnonce of 128 bits", async () => {
    const fake = atlas();
    const auth = authenticator(fake.send);
    await auth.send(REQUEST, noSignal());
    await auth.send(REQUEST, noSignal());
    const cnonces = fake.authorizations().map((sent) => field(sent, "cnonce"));
    assert.match(String(cnonces[1]), /^[0-9a-f]{32}$/);
    assert.equal(new Set(cnonces).size, 3);
  });
});
