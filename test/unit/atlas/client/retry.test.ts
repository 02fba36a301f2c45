import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { RateLimit } from "../../../../provider/atlas/client/rate-limit.js";
import { RetryError, withRetries, type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { response } from "../../../helpers/fake-send.js";

const RESET = new TransportError("network", "reset", true);
const status = (code: number, retryAfter?: string): HttpResponse =>
  response(code, retryAfter === undefined ? {} : { "retry-after": retryAfter });
const aborted = (): Promise<never> =>
  Promise.reject(new DOMException("The operation was aborted", "AbortError"));

describe("withRetries", () => {
  let timers: SinonFakeTimers;
  let rateLimit: RateLimit;
  let reader: AbortController;
  /** What has happened, and the signals that attempts and delays got. */
  let log: string[];
  let signals: AbortSignal[];
  /** Delays move the timers at once. */
  const clock = {
    now: (): number => timers.now,
    random: (): number => 0.5,
    sleep: (ms: number, signal: AbortSignal): Promise<void> => {
      log.push(`sleep ${ms}`);
      signals.push(signal);
      timers.tick(ms);
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
    rateLimit = new RateLimit(clock);
    reader = new AbortController();
    [log, signals] = [[], []];
  });

  afterEach(() => {
    sinon.restore();
  });

  const retry = (
    attempt: (signal: AbortSignal) => Promise<HttpResponse>,
    timeoutSeconds = 10,
  ): Promise<RetryResult> => {
    const onRetry = (reason: string, attempts: number, delay: number): void => {
      log.push(`retry after ${attempts}: ${reason}, ${delay}`);
    };
    const onHold = (delay: number): void => {
      log.push(`hold ${delay}`);
      queueMicrotask(() => timers.tick(delay));
    };
    return withRetries(attempt, { timeoutSeconds, clock, rateLimit, signal: reader.signal, onRetry, onHold });
  };
  /** Makes attempts of some milliseconds each, with one response or error after the other. */
  const run = (
    ends: readonly (HttpResponse | Error)[],
    { ms = 0, timeoutSeconds = 10 } = {},
  ): Promise<RetryResult> => {
    const left = [...ends];
    return retry((signal) => {
      const end = left.shift() ?? new Error("one attempt too many");
      signals.push(signal);
      log.push("attempt");
      timers.tick(ms);
      return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
    }, timeoutSeconds);
  };
  const failure = async (result: Promise<RetryResult>): Promise<RetryError> => {
    const error: unknown = await result.catch((reason: unknown) => reason);
    assert.ok(error instanceof RetryError);
    return error;
  };
  const resultOf = (
    last: HttpResponse,
    attempts: number,
    elapsedSeconds: number,
    dueDelaySeconds?: number,
  ): RetryResult => ({ response: last, attempts, elapsedSeconds, dueDelaySeconds });

  for (const final of [status(200), status(401), status(404, "1")]) {
    it(`resolves with a response of status ${final.status} after one attempt`, async () => {
      assert.deepEqual(await run([final], { ms: 250 }), resultOf(final, 1, 0.25));
      assert.deepEqual(log, ["attempt"]);
    });
  }

  for (const final of [new TransportError("network", "no such host", false), new Error("bug")]) {
    it(`rejects after one attempt that fails with ${String(final)}`, async () => {
      const { attempts, elapsedSeconds, cause } = await failure(run([final], { ms: 250 }));
      assert.deepEqual([attempts, elapsedSeconds, cause, log], [1, 0.25, final, ["attempt"]]);
    });
  }

  it("retries with one signal until a response is final, reports each delay, and leaves no timer", async () => {
    const last = status(200);
    const result = await run([status(503), RESET, status(500, "3"), last], { ms: 100 });
    assert.deepEqual(log, [
      "attempt",
      "retry after 1: status 503, 375",
      "sleep 375",
      "attempt",
      "retry after 2: reset, 750",
      "sleep 750",
      "attempt",
      "retry after 3: status 500, 3000",
      "sleep 3000",
      "attempt",
    ]);
    assert.deepEqual(result, resultOf(last, 4, 4.525));
    assert.deepEqual([new Set(signals).size, signals[0]?.aborted, timers.countTimers()], [1, false, 0]);
  });

  context("with a rate limit", () => {
    it("makes the next attempt after a 429 at the end of the hold", async () => {
      const last = status(200);
      assert.deepEqual(await run([status(429, "3"), last]), resultOf(last, 2, 3));
      assert.deepEqual(log, ["attempt", "hold 3000", "attempt"]);
    });

    it("resolves with the 429 of another read, without an attempt, for a hold beyond the deadline", async () => {
      const refusal = status(429, "60");
      assert.equal((await run([refusal])).dueDelaySeconds, 60);
      timers.tick(1_000);
      assert.deepEqual(await run([]), resultOf(refusal, 0, 0, 59));
    });

    it("resolves with the 429 of another read, at once, when it waits while that one makes its attempt", async () => {
      await run([response(200, { "ratelimit-remaining": "1" })]);
      let respond: (refusal: HttpResponse) => void = () => undefined;
      const other = retry(() => new Promise((resolve) => (respond = resolve)));
      const waiting = run([]);
      await timers.tickAsync(1_000);
      const refusal = status(429, "60");
      respond(refusal);
      await other;
      assert.deepEqual(await waiting, resultOf(refusal, 0, 1, 60));
    });

    it("rejects a read that gets no attempt before its deadline, with no 429", async () => {
      await run([response(200, { "ratelimit-remaining": "0", "ratelimit-reset": "60" })]);
      const { attempts, cause } = await failure(run([]));
      assert.ok(cause instanceof TransportError);
      assert.deepEqual([attempts, cause.kind, cause.retryable], [0, "deadline", false]);
      assert.equal(cause.message, "the rate limit of Atlas allows no request within 10 s");
      assert.equal(cause.advice, "Raise atlas-data-lake:retryTimeoutSeconds, or retry later");
    });

    it("resolves with the last response, and no delay, when the deadline comes after the hold", async () => {
      const last = status(429, "3");
      rateLimit.enter = (signal) => {
        if (log.length === 0) return Promise.resolve(true);
        timers.tick(10_000);
        return Promise.reject(signal.reason as Error);
      };
      assert.deepEqual(await run([last]), resultOf(last, 1, 10));
    });
  });

  for (const [when, retryAfter, ms, due] of [
    ["after the deadline", "86400", 0, 86_400],
    ["at the deadline", "4", 6_000, 4],
    ["just before the deadline", "3.999", 6_000, undefined],
  ] as const) {
    it(`begins ${due ? "no" : "a"} delay that would end ${when}`, async () => {
      const [first, last] = [status(503, retryAfter), status(200)];
      const result = await run([first, last], { ms });
      assert.deepEqual(result, due ? resultOf(first, 1, ms / 1000, due) : resultOf(last, 2, 15.999));
    });
  }

  it("rejects with the last error when no further attempt could begin before the deadline", async () => {
    const { attempts, elapsedSeconds, cause } = await failure(run(Array(9).fill(RESET)));
    assert.deepEqual([attempts, elapsedSeconds, cause], [5, 5.625, RESET]);
  });

  /** An attempt that ends with the reason of its signal. */
  const hang = (signal: AbortSignal): Promise<HttpResponse> =>
    new Promise((_, reject) => {
      signals.push(signal);
      signal.addEventListener("abort", () => {
        reject(signal.reason as Error);
      });
    });

  it("aborts the attempt at the deadline, not before, with a reason that is final", async () => {
    const running = failure(retry(hang, 2.5));
    await timers.tickAsync(2_499);
    assert.equal(signals[0]?.aborted, false);
    await timers.tickAsync(1);
    const { attempts, elapsedSeconds, cause } = await running;
    assert.deepEqual([attempts, elapsedSeconds], [1, 2.5]);
    assert.deepEqual(cause, new TransportError("deadline", "no complete response within 2.5 s", false));
  });

  it("aborts the attempt with the reader's signal, and makes no further one", async () => {
    const reason = new Error("no longer");
    const running = failure(retry(hang));
    await timers.tickAsync(100);
    reader.abort(reason);
    const { attempts, cause } = await running;
    assert.deepEqual([attempts, cause, timers.countTimers()], [1, reason, 0]);
  });

  it("resolves with the last response when the reader's signal ends a delay", async () => {
    sinon.stub(clock, "sleep").callsFake((_ms, signal) => {
      reader.abort(new Error("no longer"));
      assert.ok(signal.aborted);
      return aborted();
    });
    const last = status(503);
    assert.deepEqual(await run([last, status(200)]), resultOf(last, 1, 0, 0.375));
  });

  it("resolves with the last response when the deadline ends a delay", async () => {
    sinon.stub(clock, "sleep").callsFake((ms, signal) => {
      timers.tick(2_000);
      assert.ok(ms < 2_000 && signal.aborted);
      return aborted();
    });
    const last = status(503);
    assert.deepEqual(await run([last], { timeoutSeconds: 2 }), resultOf(last, 1, 2, 0.375));
  });

  it("rejects with an error of the delay itself", async () => {
    const error = new Error("no timer");
    sinon.stub(clock, "sleep").rejects(error);
    await assert.rejects(run([status(503)]), error);
  });
});
