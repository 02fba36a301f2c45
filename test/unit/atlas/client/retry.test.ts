import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { RateLimit } from "../../../../provider/atlas/client/rate-limit.js";
import { RetryError, withRetries, type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { type HttpResponse } from "../../../../provider/atlas/http/types.js";
import { FakeClock } from "../../../helpers/fake-clock.js";
import { response } from "../../../helpers/fake-send.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const RESET = new TransportError("network", "reset", true);
const status = (code: number, retryAfter?: string): HttpResponse =>
  response(code, retryAfter === undefined ? {} : { "retry-after": retryAfter });

describe("withRetries", () => {
  let timers: SinonFakeTimers;
  let clock: FakeClock;
  let rateLimit: RateLimit;
  let signals: AbortSignal[];
  let reader: AbortController;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
    clock = new FakeClock(timers);
    rateLimit = new RateLimit(clock);
    signals = [];
    reader = new AbortController();
  });

  afterEach(() => {
    sinon.restore();
  });

  const retry = (
    attempt: (signal: AbortSignal) => Promise<HttpResponse>,
    timeoutSeconds = 10,
  ): Promise<RetryResult> => {
    const onRetry = (reason: string, attempts: number, delay: number): void => {
      clock.log.push(`retry after ${attempts}: ${reason}, ${delay}`);
    };
    const onHold = (delay: number): void => {
      clock.log.push(`hold ${delay}`);
      queueMicrotask(() => timers.tick(delay));
    };
    return withRetries(attempt, { timeoutSeconds, clock, rateLimit, signal: reader.signal, onRetry, onHold });
  };
  /** Makes attempts of some milliseconds each, with one response or error after the other. */
  const run = (
    ends: readonly (HttpResponse | Error)[],
    { ms = 0, timeoutSeconds = 10 } = {},
  ): Promise<RetryResult> =>
    retry((signal) => {
      const end = ends[signals.push(signal) - 1] ?? new Error("one attempt too many");
      clock.log.push("attempt");
      timers.tick(ms);
      return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
    }, timeoutSeconds);
  const failure = async (result: Promise<RetryResult>): Promise<RetryError> => {
    const error: unknown = await result.catch((reason: unknown) => reason);
    assert.ok(error instanceof RetryError);
    return error;
  };

  for (const final of [status(200), status(401), status(404, "1")]) {
    it(`resolves with a response of status ${final.status} after one attempt`, async () => {
      const result = await run([final], { ms: 250 });
      assert.deepEqual(result, {
        response: final,
        attempts: 1,
        elapsedSeconds: 0.25,
        dueDelaySeconds: undefined,
      });
      assert.deepEqual(clock.log, ["attempt"]);
    });
  }

  for (const final of [new TransportError("network", "no such host", false), new Error("bug")]) {
    it(`rejects after one attempt that fails with ${String(final)}`, async () => {
      const { attempts, elapsedSeconds, cause } = await failure(run([final], { ms: 250 }));
      assert.deepEqual([attempts, elapsedSeconds, cause], [1, 0.25, final]);
      assert.deepEqual(clock.log, ["attempt"]);
    });
  }

  it("retries until a response is final, and reports each delay before it begins", async () => {
    const last = status(200);
    const result = await run([status(503), RESET, status(500), last], { ms: 100 });
    assert.deepEqual(clock.log, [
      "attempt",
      "retry after 1: status 503, 375",
      "sleep 375",
      "attempt",
      "retry after 2: reset, 750",
      "sleep 750",
      "attempt",
      "retry after 3: status 500, 1500",
      "sleep 1500",
      "attempt",
    ]);
    const elapsedSeconds = (4 * 100 + 375 + 750 + 1500) / 1000;
    assert.deepEqual(result, { response: last, attempts: 4, elapsedSeconds, dueDelaySeconds: undefined });
  });

  it("passes one signal, not aborted, to all attempts and delays", async () => {
    await run([status(503), status(503), status(200)]);
    assert.equal(new Set([...signals, ...clock.signals]).size, 1);
    assert.deepEqual([signals.length, clock.signals.length, signals[0]?.aborted], [3, 2, false]);
  });

  for (const value of ["3", "Fri, 02 Jan 2026 03:04:08 GMT"]) {
    it(`obeys Retry-After: ${value}`, async () => {
      await run([status(503, value), status(200)]);
      assert.deepEqual(clock.log, ["attempt", "retry after 1: status 503, 3000", "sleep 3000", "attempt"]);
    });
  }

  context("with a rate limit", () => {
    it("makes the next attempt after a 429 at the end of the hold", async () => {
      const last = status(200);
      const result = await run([status(429, "3"), last]);
      assert.deepEqual(clock.log, ["attempt", "hold 3000", "attempt"]);
      assert.deepEqual(result, {
        response: last,
        attempts: 2,
        elapsedSeconds: 3,
        dueDelaySeconds: undefined,
      });
    });

    it("resolves with the 429 of another read, without an attempt, for a hold beyond the deadline", async () => {
      const refusal = status(429, "60");
      assert.equal((await run([refusal])).dueDelaySeconds, 60);
      timers.tick(1_000);
      const result = await run([]);
      assert.deepEqual(result, { response: refusal, attempts: 0, elapsedSeconds: 0, dueDelaySeconds: 59 });
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
      const expected = { response: refusal, attempts: 0, elapsedSeconds: 1, dueDelaySeconds: 60 };
      assert.deepEqual(await waiting, expected);
    });

    it("rejects a read that gets no attempt before its deadline, with no 429", async () => {
      const header = (name: string): string => (name === "ratelimit-reset" ? "60" : "0");
      await run([{ ...status(200), header }]);
      const { attempts, cause } = await failure(run([]));
      assert.equal(attempts, 0);
      assert.deepEqual(
        [(cause as TransportError).kind, (cause as TransportError).message],
        ["deadline", "the rate limit of Atlas allows no request within 10 s"],
      );
    });

    it("resolves with the last response, and no delay, when the deadline comes after the hold", async () => {
      const last = status(429, "3");
      rateLimit.enter = (signal) => {
        if (clock.log.length === 0) return Promise.resolve(true);
        timers.tick(10_000);
        return Promise.reject(signal.reason as Error);
      };
      const result = await run([last]);
      assert.deepEqual(result, {
        response: last,
        attempts: 1,
        elapsedSeconds: 10,
        dueDelaySeconds: undefined,
      });
    });
  });

  const REFUSED: readonly (readonly [string, string, number, number])[] = [
    ["after the deadline", "86400", 0, 86_400],
    ["at the deadline", "4", 6_000, 4],
  ];
  for (const [name, value, ms, dueDelaySeconds] of REFUSED) {
    it(`begins no delay that would end ${name}`, async () => {
      const last = status(503, value);
      const result = await run([last], { ms });
      assert.deepEqual(result, { response: last, attempts: 1, elapsedSeconds: ms / 1000, dueDelaySeconds });
      assert.deepEqual(clock.log, ["attempt"]);
    });
  }

  it("begins a delay that ends just before the deadline", async () => {
    const { attempts, elapsedSeconds } = await run([status(503, "3.999"), status(200)], { ms: 3_000 });
    assert.deepEqual([attempts, elapsedSeconds], [2, 9.999]);
  });

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
    assert.ok(cause instanceof TransportError);
    assert.deepEqual(
      [cause.kind, cause.message, cause.retryable],
      ["deadline", "no complete response within 2.5 s", false],
    );
  });

  it("aborts the attempt with the reader's signal, and makes no further one", async () => {
    const reason = new Error("no longer");
    const running = failure(retry(hang));
    await timers.tickAsync(100);
    reader.abort(reason);
    const { attempts, cause } = await running;
    assert.deepEqual([attempts, cause, timers.countTimers()], [1, reason, 0]);
  });

  const aborted = (): Promise<never> =>
    Promise.reject(new DOMException("The operation was aborted", "AbortError"));

  it("ends a delay when the reader's signal is aborted", async () => {
    clock.sleep = (_ms, signal) => {
      reader.abort(new Error("no longer"));
      assert.ok(signal.aborted);
      return aborted();
    };
    const last = status(503);
    const { response: got, attempts } = await run([last]);
    assert.deepEqual([got, attempts, signals.length], [last, 1, 1]);
  });

  it("resolves with the last response when the deadline ends a delay", async () => {
    const last = status(503);
    clock.sleep = (ms, signal) => {
      timers.tick(2_000);
      assert.ok(ms < 2_000 && signal.aborted);
      return aborted();
    };
    const result = await run([last], { timeoutSeconds: 2 });
    assert.deepEqual(result, { response: last, attempts: 1, elapsedSeconds: 2, dueDelaySeconds: 0.375 });
  });

  it("rejects with an error of the delay itself", async () => {
    const error = new Error("no timer");
    clock.sleep = () => Promise.reject(error);
    await assert.rejects(run([status(503)]), error);
  });

  it("leaves no timer behind", async () => {
    await run([status(503), status(200)]);
    assert.equal(timers.countTimers(), 0);
  });
});
