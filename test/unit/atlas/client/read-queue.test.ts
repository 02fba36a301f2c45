import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon, { type SinonFakeTimers } from "sinon";
import { ReadQueue } from "../../../../provider/atlas/client/read-queue.js";
import { RetryError, type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { response } from "../../../helpers/fake-send.js";
import { result } from "../../../helpers/responses.js";

interface Read {
  readonly done: Promise<RetryResult>;
  readonly respond: (status?: number) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

const REASON = new Error("no longer");

describe("ReadQueue", () => {
  let timers: SinonFakeTimers;
  let queue: ReadQueue;
  let begun: string[];

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout"] });
    begun = [];
  });

  afterEach(() => {
    sinon.restore();
  });

  const open = (maxConcurrentReads: number): void => {
    const clock = { now: () => timers.now, sleep: () => Promise.resolve(), random: () => 0 };
    queue = new ReadQueue({ maxConcurrentReads, retryTimeoutSeconds: 100, clock });
  };
  const settle = (): Promise<unknown> => timers.tickAsync(0);
  const start = (name: string, signal?: AbortSignal): Read => {
    let resolve: (result: RetryResult) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const ended = new Promise<RetryResult>((...settlers) => ([resolve, reject] = settlers));
    const done = queue.run(() => {
      begun.push(name);
      return ended;
    }, signal);
    done.catch(() => undefined);
    return {
      done,
      respond: async (status = 200) => {
        resolve(result(response(status)));
        await settle();
      },
      fail: async (error) => {
        reject(error);
        await settle();
      },
    };
  };

  it("resolves with the result of the read", async () => {
    open(1);
    const expected = result(response(404));
    assert.equal(await queue.run(() => Promise.resolve(expected), undefined), expected);
  });

  it("runs maxConcurrentReads at once, and begins the others in their order", async () => {
    open(2);
    const [one, two, three] = ["one", "two", "three", "four"].map((name) => start(name));
    await settle();
    assert.deepEqual(begun, ["one", "two"]);
    await two?.respond();
    assert.deepEqual(begun, ["one", "two", "three"]);
    await one?.fail(new Error("failed"));
    await three?.respond(503);
    assert.deepEqual(begun, ["one", "two", "three", "four"]);
  });

  it("has all its places, and no more, after every read has ended", async () => {
    open(2);
    for (const read of ["1", "2", "3", "4", "5"].map((name) => start(name))) await read.respond();
    begun = [];
    for (const name of ["6", "7", "8"]) start(name);
    await settle();
    assert.deepEqual(begun, ["6", "7"]);
  });

  it("begins the next read after one that throws before it returns a promise", async () => {
    open(1);
    const thrown = queue.run(() => {
      throw REASON;
    }, undefined);
    await assert.rejects(thrown, REASON);
    start("next");
    assert.deepEqual(begun, ["next"]);
  });

  context("when a signal is aborted", () => {
    it("rejects its queued read with the reason, and keeps the order of the others", async () => {
      open(1);
      const controller = new AbortController();
      const one = start("one");
      const two = start("two", controller.signal);
      start("three");
      controller.abort(REASON);
      await assert.rejects(two.done, REASON);
      await one.respond();
      assert.deepEqual(begun, ["one", "three"]);
    });

    it("begins no read that comes after the abort, and keeps its place free", async () => {
      open(1);
      await assert.rejects(start("late", AbortSignal.abort(REASON)).done, REASON);
      start("next");
      assert.deepEqual(begun, ["next"]);
    });

    it("does not end a read that has left the queue", async () => {
      open(1);
      const controller = new AbortController();
      const one = start("one");
      const two = start("two", controller.signal);
      await one.respond();
      assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
      controller.abort(REASON);
      await two.respond();
      assert.equal((await two.done).response.status, 200);
    });
  });

  context("when no read gets a response for retryTimeoutSeconds", () => {
    it("begins the oldest queued read as a probe, and no other one", async () => {
      open(1);
      start("hangs");
      const probe = start("probe");
      start("last");
      await timers.tickAsync(99_999);
      assert.deepEqual(begun, ["hangs"]);
      await timers.tickAsync(1);
      start("later");
      assert.deepEqual(begun, ["hangs", "probe"]);
      await probe.respond(404);
      assert.deepEqual(begun, ["hangs", "probe"]);
    });

    it("begins the queued reads after a response to the probe", async () => {
      open(2);
      const [one, two] = [start("hangs"), start("hangs too")];
      const probe = start("probe");
      for (const name of ["third", "fourth", "fifth"]) start(name);
      await timers.tickAsync(100_000);
      await one.fail(REASON);
      await two.fail(REASON);
      assert.deepEqual(begun.slice(2), ["probe"]);
      await probe.respond(404);
      assert.deepEqual(begun.slice(2), ["probe", "third", "fourth"]);
    });

    it("begins the queued reads after a response to another read", async () => {
      open(1);
      const slow = start("slow");
      start("probe");
      start("third");
      await timers.tickAsync(100_000);
      await slow.respond();
      assert.deepEqual(begun, ["slow", "probe"]);
      await timers.tickAsync(100_000);
      assert.deepEqual(begun, ["slow", "probe", "third"]);
    });

    const FAILURES: readonly (readonly [string, (probe: Read) => Promise<void>])[] = [
      [
        "no complete response",
        (probe) => probe.fail(new RetryError(3, 100, new Error("no complete response"))),
      ],
      ["status 503", (probe) => probe.respond(503)],
      ["status 429", (probe) => probe.respond(429)],
    ];
    for (const [why, fail] of FAILURES) {
      it(`rejects the other queued reads when the probe fails with ${why}, each with its time in the queue`, async () => {
        open(1);
        const hangs = start("hangs");
        const probe = start("probe");
        const early = start("early");
        await timers.tickAsync(160_000);
        const late = start("late");
        await timers.tickAsync(40_000);
        await fail(probe);
        for (const [{ done }, seconds] of [
          [early, 200],
          [late, 40],
        ] as const) {
          await assert.rejects(done, (error) => {
            assert.ok(error instanceof RetryError && error.cause instanceof TransportError);
            assert.deepEqual([error.attempts, error.elapsedSeconds], [0, seconds]);
            const message = `timed out after ${seconds}.0 s in the queue: no read succeeded (${why})`;
            assert.deepEqual(
              [error.cause.kind, error.cause.message, error.cause.retryable],
              ["deadline", message, false],
            );
            return true;
          });
        }
        await hangs.fail(REASON);
        start("next");
        assert.deepEqual(begun, ["hangs", "probe", "next"]);
      });
    }

    it("probes with the next read when the reader aborts the probe", async () => {
      open(1);
      start("hangs");
      const controller = new AbortController();
      const probe = start("probe", controller.signal);
      const next = start("next probe");
      await timers.tickAsync(100_000);
      controller.abort(REASON);
      await probe.fail(new RetryError(1, 100, REASON));
      assert.deepEqual(begun, ["hangs", "probe", "next probe"]);
      await next.respond();
    });

    it("begins a later read when the reader aborts the probe, and none is queued", async () => {
      open(2);
      start("hangs");
      start("hangs too");
      const controller = new AbortController();
      const probe = start("probe", controller.signal);
      await timers.tickAsync(100_000);
      controller.abort(REASON);
      await probe.fail(new RetryError(1, 100, REASON));
      start("later");
      assert.deepEqual(begun, ["hangs", "hangs too", "probe"]);
      await timers.tickAsync(100_000);
      assert.deepEqual(begun, ["hangs", "hangs too", "probe", "later"]);
    });

    it("keeps the queued reads when the probe fails after a response to another read", async () => {
      open(2);
      const [slow] = [start("slow"), start("hangs")];
      const probe = start("probe");
      const next = ["third", "fourth"].map((name) => start(name));
      await timers.tickAsync(100_000);
      await slow.respond();
      await timers.tickAsync(50_000);
      await probe.fail(REASON);
      assert.deepEqual(begun.slice(2), ["probe", "third"]);
      await next[0]?.respond();
      assert.deepEqual(begun.slice(2), ["probe", "third", "fourth"]);
    });

    it("probes with a read that is queued later after as long again", async () => {
      open(1);
      start("hangs");
      await timers.tickAsync(150_000);
      start("later");
      await timers.tickAsync(49_999);
      assert.deepEqual(begun, ["hangs"]);
      await timers.tickAsync(1);
      assert.deepEqual(begun, ["hangs", "later"]);
    });

    for (const status of [429, 503]) {
      it(`does not count a response with status ${status}`, async () => {
        open(1);
        const one = start("one");
        for (const name of ["two", "probe", "last"]) start(name);
        await timers.tickAsync(90_000);
        await one.respond(status);
        await timers.tickAsync(10_000);
        assert.deepEqual(begun, ["one", "two", "probe"]);
      });
    }
  });

  it("takes a status 500 that does not pass for a response", async () => {
    open(2);
    start("hangs");
    await timers.tickAsync(50_000);
    const counted = result(response(500, {}, '{"errorCode":"TIMEOUT_WHILE_PAGING"}'));
    await queue.run(() => Promise.resolve(counted), undefined);
    for (const name of ["also hangs", "probe"]) start(name);
    await timers.tickAsync(99_999);
    assert.deepEqual(begun, ["hangs", "also hangs"]);
    await timers.tickAsync(1);
    assert.deepEqual(begun, ["hangs", "also hangs", "probe"]);
  });

  it("has the number of reads that have ended, and of all, since it was last idle", async () => {
    open(1);
    const [one, two, three] = ["one", "two", "three"].map((name) => start(name));
    await one?.respond();
    await two?.fail(REASON);
    assert.deepEqual(queue.progress, { done: 2, total: 3 });
    await three?.respond();
    assert.deepEqual(queue.progress, { done: 0, total: 0 });
  });

  it("keeps the queued reads while other reads get responses", async () => {
    open(2);
    const [slow, quick] = [start("slow"), start("quick")];
    const [next] = [start("next"), start("last")];
    await timers.tickAsync(60_000);
    await quick.respond(404);
    await timers.tickAsync(99_999);
    await next.respond();
    await slow.fail(REASON);
    assert.deepEqual(begun, ["slow", "quick", "next", "last"]);
  });

  it("leaves no timer after the last read, and times the next ones from their own begin", async () => {
    open(2);
    const [one, other] = [start("one"), start("other")];
    await timers.tickAsync(70_000);
    await other.respond();
    assert.equal(timers.countTimers(), 1);
    await one.respond();
    assert.equal(timers.countTimers(), 0);
    begun = [];
    start("two");
    start("three");
    start("four");
    await timers.tickAsync(99_999);
    assert.deepEqual(begun, ["two", "three"]);
  });
});
