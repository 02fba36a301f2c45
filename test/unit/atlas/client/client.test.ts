import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon, { type SinonFakeTimers } from "sinon";
import { AccessTokenAuthenticator } from "../../../../provider/atlas/auth/authenticator.js";
import { AtlasClient } from "../../../../provider/atlas/client/client.js";
import { RetryError, type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { type HttpRequest, type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { type Credentials } from "../../../../provider/config/credentials.js";
import { resolveSettings } from "../../../../provider/config/settings.js";
import { response } from "../../../helpers/fake-send.js";

const settings = { ...resolveSettings(() => undefined), retryTimeoutSeconds: 100, maxConcurrentReads: 20 };
const source = "the environment";
const RESET = new TransportError("network", "reset", true);
const REASON = new Error("no longer");

interface Attempt {
  readonly request: HttpRequest;
  readonly end: AbortSignal;
  readonly settle: (outcome: HttpResponse | Error | number) => Promise<void>;
}

describe("AtlasClient", () => {
  const KINDS: readonly (readonly [Credentials, readonly string[]])[] = [
    [{ source, kind: "accessToken", accessToken: "token-1" }, ["token-1"]],
    [{ source, kind: "apiKey", publicKey: "public", privateKey: "private-1" }, ["private-1"]],
    [
      { source, kind: "serviceAccount", clientId: "id", clientSecret: "secret-1" },
      ["secret-1", Buffer.from("id:secret-1").toString("base64")],
    ],
  ];
  for (const [credentials, secrets] of KINDS) {
    it(`has its configuration, and the secrets of credentials of kind ${credentials.kind}`, async () => {
      const client = new AtlasClient({ baseUrl: "https://atlas.test", credentials, settings });
      const own = [client.baseUrl, client.retryTimeoutSeconds, client.showDeprecation];
      assert.deepEqual(own, ["https://atlas.test", 100, true]);
      assert.deepEqual(client.takeRevocations(), []);
      assert.equal(client.redact(secrets.join(" and ")), secrets.map(() => "[redacted]").join(" and "));
      await client.close();
    });
  }
});

describe("AtlasClient.get", () => {
  let timers: SinonFakeTimers;
  let client: AtlasClient;
  let attempts: Attempt[];
  let log: string[];

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
    sinon.stub(Math, "random").returns(0.5);
    [attempts, log] = [[], []];
    sinon.stub(AccessTokenAuthenticator.prototype, "send").callsFake(
      (request, end) =>
        new Promise((resolve, reject) => {
          end.addEventListener("abort", () => {
            reject(end.reason as Error);
          });
          const settle = async (outcome: HttpResponse | Error | number): Promise<void> => {
            if (outcome instanceof Error) reject(outcome);
            else resolve(typeof outcome === "number" ? response(outcome) : outcome);
            await pass(0);
          };
          attempts.push({ request, end, settle });
        }),
    );
    open();
  });

  const open = (changes: Partial<typeof settings> = {}): void => {
    client = new AtlasClient({
      baseUrl: "https://atlas.test",
      credentials: { source, kind: "accessToken", accessToken: "token-1" },
      settings: { ...settings, ...changes },
    });
  };
  const pass = async (seconds: number): Promise<void> => {
    await timers.tickAsync(seconds * 1000);
  };
  const read = (path = "/run", signal?: AbortSignal): Promise<RetryResult> => {
    const got = client.get(path, {
      signal,
      onRetry: (reason, count, delay) => log.push(`${count}: ${reason}, ${delay}`),
      onHold: ({ done, total }, delay) => log.push(`hold ${delay}, ${done} of ${total}`),
    });
    got.catch(() => undefined);
    return got;
  };
  const failure = async (got: Promise<unknown> | undefined): Promise<RetryError> => {
    const error: unknown = await got?.catch((reason: unknown) => reason);
    assert.ok(error instanceof RetryError, String(error));
    assert.equal(String(error), "RetryError: no response");
    return error;
  };
  const last = (): Attempt => {
    const attempt = attempts.at(-1);
    assert.ok(attempt);
    return attempt;
  };
  /** The last letter of each path that was requested, in their order. */
  const requested = async (): Promise<string> => {
    await pass(0);
    return attempts.map(({ request }) => request.url.slice(-1)).join("");
  };
  const readAll = (names: string): readonly Promise<RetryResult>[] =>
    Array.from(names, (name) => read(`/${name}`));
  /** Ends the attempt that has begun last. */
  const respond = async (outcome: HttpResponse | Error | number): Promise<void> => {
    await pass(0);
    await last().settle(outcome);
  };
  const refused = (seconds: number): HttpResponse => response(429, { "retry-after": String(seconds) });

  for (const status of [200, 401, 404]) {
    it(`resolves with a response of status ${status} after one attempt`, async () => {
      const got = read("/run?x=1");
      await pass(0.25);
      const final = response(status, { "retry-after": "1" });
      await respond(final);
      const expected = { response: final, attempts: 1, elapsedSeconds: 0.25, dueDelaySeconds: undefined };
      assert.deepEqual(await got, expected);
      assert.deepEqual(last().request, {
        method: "GET",
        url: "https://atlas.test/run?x=1",
        headers: { accept: "application/vnd.atlas.2023-01-01+json" },
        attempt: 1,
      });
      assert.deepEqual([log, timers.countTimers()], [[], 0]);
    });
  }

  for (const final of [new TransportError("network", "no such host", false), new Error("bug")]) {
    it(`rejects after one attempt that fails with ${String(final)}`, async () => {
      const got = read();
      await pass(0.25);
      await respond(final);
      const { attempts: count, elapsedSeconds, cause } = await failure(got);
      assert.deepEqual([count, elapsedSeconds, cause, attempts.length], [1, 0.25, final, 1]);
    });
  }

  it("retries with one signal until a response is final, and reports each delay", async () => {
    const got = read();
    for (const [outcome, delay] of [
      [503, 0.375],
      [RESET, 0.75],
      [response(500, { "retry-after": "3" }), 3],
    ] as const) {
      await pass(0);
      const { length } = attempts;
      await respond(outcome);
      await pass(delay - 0.001);
      assert.equal(attempts.length, length);
      await pass(0.001);
      assert.equal(attempts.length, length + 1);
    }
    await respond(200);
    const { attempts: count, elapsedSeconds } = await got;
    assert.deepEqual([count, elapsedSeconds, timers.countTimers()], [4, 4.125, 0]);
    assert.deepEqual(log, ["1: status 503, 375", "2: reset, 750", "3: status 500, 3000"]);
    assert.deepEqual(
      attempts.map(({ request, end }) => [request.attempt, end]),
      [1, 2, 3, 4].map((number) => [number, last().end]),
    );
  });

  for (const [when, retryAfter, due] of [
    ["after the deadline", 86_400, 86_400],
    ["at the deadline", 40, 40],
    ["just before the deadline", 39.999, undefined],
  ] as const) {
    for (const status of [503, 429]) {
      it(`begins ${due ? "no" : "a"} delay after ${status} that would end ${when}`, async () => {
        const got = read();
        await pass(60);
        const first = response(status, { "retry-after": String(retryAfter) });
        await respond(first);
        if (due === undefined) {
          await pass(39.999);
          assert.equal(attempts.length, 2);
          return;
        }
        const expected = { response: first, attempts: 1, elapsedSeconds: 60, dueDelaySeconds: due };
        assert.deepEqual(await got, expected);
      });
    }
  }

  it("aborts the attempt at the deadline, not before, with a reason that is final", async () => {
    const got = read();
    await pass(99.999);
    assert.equal(last().end.aborted, false);
    await pass(0.001);
    const { attempts: count, elapsedSeconds, cause } = await failure(got);
    assert.deepEqual([count, elapsedSeconds], [1, 100]);
    assert.deepEqual(cause, new TransportError("deadline", "no complete response within 100 s", false));
  });

  for (const [where, go] of [
    ["in an attempt", () => undefined],
    ["in a delay", () => respond(503)],
    ["in a hold", () => respond(refused(3))],
  ] as const) {
    it(`rejects with the reason of its signal ${where}, and leaves no timer or listener`, async () => {
      const reader = new AbortController();
      const got = read("/run", reader.signal);
      await go();
      reader.abort("no longer");
      await assert.rejects(got, REASON);
      assert.deepEqual(getEventListeners(reader.signal, "abort"), []);
      await pass(200);
      assert.deepEqual([attempts.length, timers.countTimers()], [1, 0]);
    });
  }

  context("with a rate limit", () => {
    it("makes the next attempts of all reads at the end of the hold", async () => {
      const got = readAll("AB");
      assert.equal(await requested(), "AB");
      await attempts[0]?.settle(refused(3));
      await attempts[1]?.settle(refused(3));
      await pass(2.999);
      assert.equal(await requested(), "AB");
      await pass(0.001);
      assert.equal(await requested(), "ABA");
      await respond(200);
      await respond(200);
      assert.deepEqual(
        (await Promise.all(got)).map(({ attempts: count }) => count),
        [2, 2],
      );
      assert.deepEqual(log, ["hold 3000, 0 of 2"]);
    });

    it("rejects a read that gets no attempt before its deadline", async () => {
      open({ retryTimeoutSeconds: 10 });
      const first = read();
      await respond(refused(1));
      await pass(0.5);
      const second = failure(read());
      await pass(0.5);
      await respond(refused(9.6));
      assert.equal((await first).attempts, 2);
      await pass(9.5);
      const { attempts: count, elapsedSeconds, cause } = await second;
      assert.ok(cause instanceof TransportError);
      assert.deepEqual([count, elapsedSeconds, cause.kind, cause.retryable], [0, 10, "held", false]);
      assert.equal(cause.message, "the rate limit of Atlas allows no request within 10 s");
    });

    it("makes no attempt whose hold another read has made too long", async () => {
      open({ retryTimeoutSeconds: 10 });
      const got = readAll("AB");
      assert.equal(await requested(), "AB");
      await pass(5);
      await attempts[0]?.settle(refused(3));
      await attempts[1]?.settle(refused(9));
      await pass(5);
      assert.deepEqual(
        (await Promise.all(got)).map(({ attempts: count, dueDelaySeconds }) => [count, dueDelaySeconds]),
        [
          [1, 4],
          [1, 9],
        ],
      );
    });
  });

  context("with more reads than may run at once", () => {
    it("begins the queued ones in their order, and keeps their places", async () => {
      open({ maxConcurrentReads: 2 });
      void readAll("ABCDE");
      assert.equal(await requested(), "AB");
      await attempts[1]?.settle(200);
      assert.equal(await requested(), "ABC");
      await attempts[0]?.settle(new Error("bug"));
      await attempts[2]?.settle(404);
      assert.equal(await requested(), "ABCDE");
      void read("/F");
      assert.equal(await requested(), "ABCDE");
    });

    it("counts the time in the queue for no deadline", async () => {
      open({ maxConcurrentReads: 1 });
      const [, second] = readAll("AB");
      await pass(90);
      await respond(200);
      await pass(90);
      await respond(200);
      assert.equal((await second)?.elapsedSeconds, 90);
    });

    it("says how many reads are done since there was none", async () => {
      open({ maxConcurrentReads: 2 });
      void readAll("A");
      await respond(200);
      void readAll("ABCD");
      await respond(200);
      await respond(refused(3));
      assert.deepEqual(log, ["hold 3000, 1 of 4"]);
    });

    it("rejects a queued read with the reason of its signal, and keeps the order of the others", async () => {
      open({ maxConcurrentReads: 1 });
      const reader = new AbortController();
      void read("/A");
      const second = read("/B", reader.signal);
      void read("/C");
      reader.abort(REASON);
      await assert.rejects(second, REASON);
      await assert.rejects(read("/D", reader.signal), REASON);
      await respond(200);
      assert.equal(await requested(), "AC");
    });

    const FAILURES: readonly (readonly [string, HttpResponse | undefined])[] = [
      ["no complete response within 100 s", undefined],
      ["status 503", response(503, { "retry-after": "100" })],
      ["status 429", refused(100)],
    ];
    for (const [why, outcome] of FAILURES) {
      it(`rejects the queued reads when one ends late with ${why}, and begins later ones`, async () => {
        open({ maxConcurrentReads: 1 });
        const [first, ...queued] = readAll("ABC");
        if (outcome) await respond(outcome);
        await pass(100);
        await first?.catch(() => undefined);
        for (const got of queued) {
          const { attempts: count, elapsedSeconds, cause } = await failure(got);
          assert.deepEqual([count, elapsedSeconds], [0, 0]);
          const message = `timed out in the queue: no read succeeded (${why})`;
          assert.deepEqual(cause, new TransportError("deadline", message, false));
        }
        void read("/D");
        assert.equal(await requested(), "AD");
      });
    }

    it("keeps the queued reads when another read has got a response meanwhile", async () => {
      open({ maxConcurrentReads: 2 });
      void readAll("ABCDE");
      await pass(50);
      await attempts[1]?.settle(404);
      await pass(50);
      assert.equal(await requested(), "ABCD");
      await pass(50);
      // The one that ends now has seen no response.
      void read("/F");
      assert.equal(await requested(), "ABCDF");
    });

    for (const [name, outcome] of [
      ["an error that no retry helps", new TransportError("network", "no such host", false)],
      ["the reason of its signal", undefined],
    ] as const) {
      it(`keeps the queued reads when one ends with ${name}`, async () => {
        open({ maxConcurrentReads: 1 });
        const reader = new AbortController();
        void read("/A", reader.signal);
        void read("/B");
        assert.equal(await requested(), "A");
        if (outcome) await respond(outcome);
        else reader.abort(REASON);
        await pass(0);
        assert.equal(await requested(), "AB");
      });
    }
  });
});
