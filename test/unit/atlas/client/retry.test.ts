import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { withRetries, type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { type Outcome } from "../../../../provider/atlas/http/retry-policy.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { response } from "../../../helpers/fake-send.js";
import { FakeClock } from "../../../helpers/fake-clock.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const status = (code: number, retryAfter?: string): Outcome => ({
  response: response(code, retryAfter === undefined ? {} : { "retry-after": retryAfter }),
});

describe("withRetries", () => {
  let timers: SinonFakeTimers;
  let clock: FakeClock;
  let signals: AbortSignal[];
  let context: AbortController;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
    clock = new FakeClock(timers);
    signals = [];
    context = new AbortController();
  });

  afterEach(() => {
    sinon.restore();
  });

  const retry = (
    attempt: (signal: AbortSignal) => Promise<Outcome>,
    timeoutSeconds = 10,
  ): Promise<RetryResult> => {
    const onRetry = (outcome: Outcome, attempts: number, delay: number): void => {
      const what = "response" in outcome ? outcome.response.status : String(outcome.error);
      clock.log.push(`told ${attempts}: ${what}, ${delay}`);
    };
    return withRetries(attempt, { timeoutSeconds, clock, signal: context.signal, onRetry });
  };
  /** Attempts that take some milliseconds each, and come to one outcome after the other. */
  const run = (outcomes: readonly Outcome[], { ms = 0, timeoutSeconds = 10 } = {}): Promise<RetryResult> =>
    retry((signal) => {
      const outcome = outcomes[signals.push(signal) - 1];
      clock.log.push("attempt");
      timers.tick(ms);
      return outcome ? Promise.resolve(outcome) : Promise.reject(new Error("one attempt too many"));
    }, timeoutSeconds);

  const FINAL: readonly Outcome[] = [
    status(200),
    status(401),
    status(404, "1"),
    { error: new TransportError("network", "no such host", false) },
    { error: new Error("bug") },
  ];
  for (const outcome of FINAL) {
    const name = "response" in outcome ? outcome.response.status : String(outcome.error);
    it(`makes one attempt where it comes to ${name}`, async () => {
      const result = await run([outcome], { ms: 250 });
      const expected = { outcome, attempts: 1, elapsedSeconds: 0.25, dueDelaySeconds: undefined };
      assert.deepEqual(result, expected);
      assert.equal(result.outcome, outcome);
      assert.deepEqual(clock.log, ["attempt"]);
    });
  }

  it("attempts until an outcome is final, and tells of each pause before it begins", async () => {
    const reset = { error: new TransportError("network", "reset", true) };
    const last = status(200);
    const result = await run([status(503), reset, status(429), last], { ms: 100 });
    assert.deepEqual(clock.log, [
      "attempt",
      "told 1: 503, 375",
      "sleep 375",
      "attempt",
      "told 2: TransportError: reset, 750",
      "sleep 750",
      "attempt",
      "told 3: 429, 1500",
      "sleep 1500",
      "attempt",
    ]);
    const elapsedSeconds = (4 * 100 + 375 + 750 + 1500) / 1000;
    assert.deepEqual(result, { outcome: last, attempts: 4, elapsedSeconds, dueDelaySeconds: undefined });
  });

  it("gives all attempts and pauses one signal, which is not aborted", async () => {
    await run([status(503), status(503), status(200)]);
    assert.equal(new Set([...signals, ...clock.signals]).size, 1);
    assert.deepEqual([signals.length, clock.signals.length, signals[0]?.aborted], [3, 2, false]);
  });

  for (const [name, value] of [
    ["seconds", "3"],
    ["a date", "Fri, 02 Jan 2026 03:04:08 GMT"],
  ] as const) {
    it(`pauses until Retry-After in ${name}`, async () => {
      const { attempts, elapsedSeconds } = await run([status(429, value), status(200)]);
      assert.deepEqual([attempts, elapsedSeconds], [2, 3]);
      assert.deepEqual(clock.log, ["attempt", "told 1: 429, 3000", "sleep 3000", "attempt"]);
    });
  }

  const REFUSED: readonly (readonly [string, string, number, number])[] = [
    ["after the deadline", "86400", 0, 86_400],
    ["at the deadline", "10", 0, 10],
    ["at the deadline after a slow attempt", "4", 6_000, 4],
  ];
  for (const [name, value, ms, dueDelaySeconds] of REFUSED) {
    it(`begins no pause that would end ${name}`, async () => {
      const last = status(503, value);
      const result = await run([last], { ms });
      assert.deepEqual(result, {
        outcome: last,
        attempts: 1,
        elapsedSeconds: ms / 1000,
        dueDelaySeconds,
      });
      assert.deepEqual(clock.log, ["attempt"]);
    });
  }

  it("begins a pause that ends just before the deadline", async () => {
    const { attempts, elapsedSeconds } = await run([status(503, "3.999"), status(200)], { ms: 3_000 });
    assert.deepEqual([attempts, elapsedSeconds], [2, 9.999]);
    assert.equal(signals[1]?.aborted, false);
  });

  it("ends without an end of the failures at the last attempt before the deadline", async () => {
    const { attempts, elapsedSeconds, dueDelaySeconds } = await run(Array(9).fill(status(500)));
    assert.deepEqual([attempts, elapsedSeconds, dueDelaySeconds], [5, 5.625, 6]);
    assert.equal(clock.log.filter((line) => line === "attempt").length, 5);
  });

  it("aborts the signal at the deadline, not before, with a reason that is final", async () => {
    const running = retry((signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          resolve({ error: signal.reason });
        });
      });
    }, 2.5);
    await timers.tickAsync(2_499);
    assert.equal(signals[0]?.aborted, false);
    await timers.tickAsync(1);
    const { outcome, ...rest } = await running;
    assert.deepEqual(rest, { attempts: 1, elapsedSeconds: 2.5, dueDelaySeconds: undefined });
    assert.ok("error" in outcome && outcome.error instanceof TransportError);
    const { kind, message, retryable } = outcome.error;
    assert.deepEqual([kind, message, retryable], ["deadline", "no complete answer within 2.5 s", false]);
  });

  it("aborts its signal with the caller's, and attempts no more", async () => {
    const reason = new Error("no longer");
    const running = retry((signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          resolve({ error: signal.reason });
        });
      });
    });
    await timers.tickAsync(100);
    context.abort(reason);
    const { outcome, attempts } = await running;
    assert.deepEqual([outcome, attempts], [{ error: reason }, 1]);
    assert.equal(timers.countTimers(), 0);
  });

  it("ends a pause when the caller's signal is aborted", async () => {
    clock.sleep = (_ms, signal) => {
      context.abort(new Error("no longer"));
      assert.ok(signal.aborted);
      return Promise.reject(new DOMException("The operation was aborted", "AbortError"));
    };
    const outcome = status(503);
    const result = await run([outcome]);
    assert.deepEqual([result.outcome, result.attempts, signals.length], [outcome, 1, 1]);
  });

  it("keeps the last outcome where the deadline ends a pause before its time", async () => {
    const outcome = status(503);
    clock.sleep = (ms, signal) => {
      timers.tick(2_000);
      assert.ok(ms < 2_000 && signal.aborted);
      return Promise.reject(new DOMException("The operation was aborted", "AbortError"));
    };
    const result = await run([outcome], { timeoutSeconds: 2 });
    assert.deepEqual(result, { outcome, attempts: 1, elapsedSeconds: 0, dueDelaySeconds: 0.375 });
  });

  it("does not hide a failure of the pause itself", async () => {
    const failure = new Error("no timer");
    clock.sleep = () => Promise.reject(failure);
    await assert.rejects(run([status(503)]), failure);
  });

  it("leaves no timer behind, whatever it ends with", async () => {
    await run([status(503), status(200)]);
    assert.equal(timers.countTimers(), 0);
    await assert.rejects(run([]), new Error("one attempt too many"));
    assert.equal(timers.countTimers(), 0);
  });
});
