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
  const pass = (seconds: number): Promise<unknown> => timers.tickAsync(seconds * 1000);
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
        await pass(0);
      },
      fail: async (error) => {
        reject(error);
        await pass(0);
      },
    };
  };
  /** Starts reads whose names are letters. */
  const startAll = (names: string): Read[] => names.split("").map((name) => start(name));
  const assertBegun = (names: string): void => {
    assert.equal(begun.join(""), names);
  };

  it("resolves with the result of the read", async () => {
    open(1);
    const expected = result(response(404));
    assert.equal(await queue.run(() => Promise.resolve(expected), undefined), expected);
  });

  it("runs maxConcurrentReads at once, and begins the others in their order, however a read ends", async () => {
    open(2);
    const [a, b, c, d, e] = startAll("ABCDEFGH");
    assertBegun("AB");
    await b?.respond();
    assertBegun("ABC");
    await a?.fail(REASON);
    await c?.respond(503);
    assertBegun("ABCDE");
    await d?.respond(404);
    await e?.respond();
    assertBegun("ABCDEFG");
  });

  it("begins the next read after one that throws before it returns a promise", async () => {
    open(1);
    const thrown = queue.run(() => {
      throw REASON;
    }, undefined);
    await assert.rejects(thrown, REASON);
    start("A");
    assertBegun("A");
  });

  it("has the number of reads that have ended, and of all, since it was last idle", async () => {
    open(1);
    const [a, b, c] = startAll("ABC");
    await a?.respond();
    await b?.fail(REASON);
    assert.deepEqual(queue.progress, { done: 2, total: 3 });
    await c?.respond();
    assert.deepEqual(queue.progress, { done: 0, total: 0 });
  });

  context("when a signal is aborted", () => {
    it("rejects its queued read with the reason, and keeps the order of the others", async () => {
      open(1);
      const controller = new AbortController();
      const a = start("A");
      const b = start("B", controller.signal);
      start("C");
      controller.abort(REASON);
      await assert.rejects(b.done, REASON);
      await a.respond();
      assertBegun("AC");
    });

    it("begins no read that comes after the abort, and keeps its place free", async () => {
      open(1);
      await assert.rejects(start("A", AbortSignal.abort(REASON)).done, REASON);
      start("B");
      assertBegun("B");
    });

    it("does not end a read that has left the queue", async () => {
      open(1);
      const controller = new AbortController();
      const a = start("A");
      const b = start("B", controller.signal);
      await a.respond();
      assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
      controller.abort(REASON);
      await b.respond();
      assert.equal((await b.done).response.status, 200);
    });
  });

  context("when no read gets a response for retryTimeoutSeconds", () => {
    it("begins the oldest queued read as a probe, and no other one, not even after its 404", async () => {
      open(1);
      const [, b] = startAll("ABC");
      await pass(99.999);
      assertBegun("A");
      await pass(0.001);
      start("D");
      assertBegun("AB");
      await b?.respond(404);
      assertBegun("AB");
    });

    it("begins the queued reads after a response to the probe", async () => {
      open(2);
      const [a, b, c] = startAll("ABCDEF");
      await pass(100);
      await a?.fail(REASON);
      await b?.fail(REASON);
      assertBegun("ABC");
      await c?.respond(404);
      assertBegun("ABCDE");
    });

    it("probes again after a response to another read", async () => {
      open(1);
      const [a] = startAll("ABC");
      await pass(100);
      await a?.respond();
      assertBegun("AB");
      await pass(100);
      assertBegun("ABC");
    });

    it("keeps the queued reads when the probe fails after a response to another read", async () => {
      open(2);
      const [a, , c, d] = startAll("ABCDE");
      await pass(100);
      await a?.respond();
      await pass(50);
      await c?.fail(REASON);
      assertBegun("ABCD");
      await d?.respond();
      assertBegun("ABCDE");
    });

    const FAILURES: readonly (readonly [string, (probe: Read | undefined) => Promise<void> | undefined])[] = [
      [
        "no complete response",
        (probe) => probe?.fail(new RetryError(3, 9, new Error("no complete response"))),
      ],
      ["status 503", (probe) => probe?.respond(503)],
      ["status 429", (probe) => probe?.respond(429)],
    ];
    for (const [why, fail] of FAILURES) {
      it(`rejects the queued reads when the probe fails with ${why}, each with its time in the queue`, async () => {
        open(1);
        const [a, b, early] = startAll("ABC");
        await pass(160);
        const [late] = startAll("D");
        await pass(40);
        await fail(b);
        for (const [read, seconds] of [
          [early, 200],
          [late, 40],
        ] as const) {
          const message = `timed out after ${seconds}.0 s in the queue: no read succeeded (${why})`;
          const error: unknown = await read?.done.catch((reason: unknown) => reason);
          assert.ok(error instanceof RetryError);
          assert.deepEqual([error.attempts, error.elapsedSeconds], [0, seconds]);
          assert.deepEqual(error.cause, new TransportError("deadline", message, false));
        }
        await a?.fail(REASON);
        start("E");
        assertBegun("ABE");
      });
    }

    it("probes with the next read when the reader aborts the probe", async () => {
      open(1);
      start("A");
      const controller = new AbortController();
      const b = start("B", controller.signal);
      start("C");
      await pass(100);
      controller.abort(REASON);
      await b.fail(new RetryError(1, 100, REASON));
      assertBegun("ABC");
    });

    it("probes with a later read when the reader aborts the probe, and none is queued", async () => {
      open(2);
      startAll("AB");
      const controller = new AbortController();
      const c = start("C", controller.signal);
      await pass(100);
      controller.abort(REASON);
      await c.fail(new RetryError(1, 100, REASON));
      start("D");
      assertBegun("ABC");
      await pass(100);
      assertBegun("ABCD");
    });

    it("probes with a read that is queued later after as long again", async () => {
      open(1);
      start("A");
      await pass(150);
      start("B");
      await pass(49.999);
      assertBegun("A");
      await pass(0.001);
      assertBegun("AB");
    });

    for (const status of [429, 503]) {
      it(`does not count a response with status ${status}`, async () => {
        open(1);
        const [a] = startAll("ABCD");
        await pass(90);
        await a?.respond(status);
        await pass(10);
        assertBegun("ABC");
      });
    }
  });

  it("takes a status 500 that does not pass for a response", async () => {
    open(2);
    start("A");
    await pass(50);
    const counted = result(response(500, {}, '{"errorCode":"TIMEOUT_WHILE_PAGING"}'));
    await queue.run(() => Promise.resolve(counted), undefined);
    startAll("BC");
    await pass(99.999);
    assertBegun("AB");
    await pass(0.001);
    assertBegun("ABC");
  });

  it("keeps the queued reads while other reads get responses", async () => {
    open(2);
    const [a, b, c] = startAll("ABCD");
    await pass(60);
    await b?.respond(404);
    await pass(99.999);
    await c?.respond();
    await a?.fail(REASON);
    assertBegun("ABCD");
  });

  it("leaves no timer after the last read, and times the next ones from their own begin", async () => {
    open(2);
    const [a, b] = startAll("AB");
    await pass(70);
    await b?.respond();
    assert.equal(timers.countTimers(), 1);
    await a?.respond();
    assert.equal(timers.countTimers(), 0);
    startAll("CDE");
    await pass(99.999);
    assertBegun("ABCD");
  });
});
