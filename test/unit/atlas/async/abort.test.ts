import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon from "sinon";
import { abortable, withDeadline } from "../../../../provider/atlas/async/abort.js";

const REASON = new Error("no longer");
const LATE = new Error("too late");

const ENDS: readonly (() => Promise<number>)[] = [() => Promise.resolve(7), () => Promise.reject(LATE)];

describe("abortable", () => {
  for (const end of ENDS) {
    it("settles as the promise does, and removes its listener", async () => {
      const { signal } = new AbortController();
      const [result, same] = await Promise.allSettled([
        abortable(end(), signal),
        abortable(end(), undefined),
      ]);
      assert.deepEqual([result, same], await Promise.allSettled([end(), end()]));
      assert.deepEqual(getEventListeners(signal, "abort"), []);
    });
  }

  it("rejects with the signal's reason if that comes first, as an error", async () => {
    const controller = new AbortController();
    const waiting = abortable(new Promise<never>(() => undefined), controller.signal);
    controller.abort("no longer");
    assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
    await assert.rejects(waiting, REASON);
  });

  it("rejects with an earlier reason, and leaves no unhandled rejection", async () => {
    const unhandled = sinon.spy();
    process.once("unhandledRejection", unhandled);
    for (const end of ENDS) {
      await assert.rejects(abortable(end(), AbortSignal.abort(REASON)), (error) => error === REASON);
    }
    await new Promise(setImmediate);
    process.removeListener("unhandledRejection", unhandled);
    assert.ok(unhandled.notCalled);
  });
});

describe("withDeadline", () => {
  let timers: sinon.SinonFakeTimers;
  let outer: AbortController;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    outer = new AbortController();
  });

  /** The signal of a task that never ends. */
  const signalOf = (signal?: AbortSignal): AbortSignal => {
    const task = sinon.spy((_end: AbortSignal) => new Promise(() => undefined));
    void withDeadline(500, () => LATE, signal, task);
    return task.args[0]?.[0] ?? assert.fail("no task was begun");
  };

  it("aborts its signal after its time, not before", () => {
    for (const from of [outer.signal, undefined]) {
      const signal = signalOf(from);
      timers.tick(499);
      assert.equal(signal.aborted, false);
      timers.tick(1);
      assert.equal(signal.reason, LATE);
    }
  });

  it("aborts its signal with the reason of the outer signal, also of one that is aborted already", () => {
    const signal = signalOf(outer.signal);
    outer.abort(REASON);
    assert.equal(signal.reason, REASON);
    assert.deepEqual(getEventListeners(outer.signal, "abort"), []);
    assert.equal(signalOf(outer.signal).reason, REASON);
  });

  for (const end of ENDS) {
    it("settles as the task does, and leaves neither a timer nor a listener", async () => {
      const [result] = await Promise.allSettled([withDeadline(500, () => LATE, outer.signal, end)]);
      assert.deepEqual([result], await Promise.allSettled([end()]));
      assert.equal(timers.countTimers(), 0);
      assert.deepEqual(getEventListeners(outer.signal, "abort"), []);
    });
  }
});
