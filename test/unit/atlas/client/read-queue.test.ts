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
    it("rejects the queued reads, each with its own time in the queue", async () => {
      open(1);
      const one = start("one");
      const early = start("early");
      await timers.tickAsync(60_000);
      const late = start("late");
      await timers.tickAsync(39_999);
      assert.deepEqual(begun, ["one"]);
      await timers.tickAsync(1);
      for (const [{ done }, seconds] of [
        [early, 100],
        [late, 40],
      ] as const) {
        await assert.rejects(done, (error) => {
          assert.ok(error instanceof RetryError && error.cause instanceof TransportError);
          assert.deepEqual([error.attempts, error.elapsedSeconds], [0, seconds]);
          const message = `timed out after ${seconds}.0 s in the queue: none of the 1 concurrent reads got a response`;
          assert.deepEqual(
            [error.cause.kind, error.cause.message, error.cause.retryable],
            ["deadline", message, false],
          );
          return true;
        });
      }
      await one.respond();
      assert.equal((await one.done).response.status, 200);
      assert.deepEqual(begun, ["one"]);
    });

    it("rejects those that are queued later after as long again", async () => {
      open(1);
      start("one");
      await timers.tickAsync(150_000);
      const later = start("later");
      await timers.tickAsync(50_000);
      await assert.rejects(later.done, RetryError);
    });

    for (const status of [429, 503]) {
      it(`does not count a response with status ${status}`, async () => {
        open(1);
        const one = start("one");
        const [two, three] = [start("two"), start("three")];
        await timers.tickAsync(90_000);
        await one.respond(status);
        await timers.tickAsync(10_000);
        await assert.rejects(three.done, RetryError);
        await two.respond();
        assert.deepEqual(begun, ["one", "two"]);
      });
    }

    it("keeps the queued reads when others fail, or are aborted by their readers, before that", async () => {
      open(1);
      const one = start("one");
      const [two, three] = [start("two"), start("three")];
      await timers.tickAsync(10_000);
      await one.fail(REASON);
      await timers.tickAsync(10_000);
      await two.respond();
      assert.deepEqual(begun, ["one", "two", "three"]);
      await three.respond();
    });
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
    open(1);
    start("two");
    start("three");
    await timers.tickAsync(99_999);
    assert.deepEqual(begun, ["two"]);
  });
});
