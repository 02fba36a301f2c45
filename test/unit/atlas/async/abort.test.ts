import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon from "sinon";
import { abortable, withDeadline } from "../../../../provider/atlas/async/abort.js";

const never = new Promise<never>(() => undefined);
const REASON = new Error("too late");

describe("abortable", () => {
  for (const promise of [
    (): Promise<number> => Promise.resolve(7),
    (): Promise<number> => Promise.reject(new Error("failed")),
  ]) {
    it("settles as the promise does, and removes its listener", async () => {
      const { signal } = new AbortController();
      const [result] = await Promise.allSettled([abortable(promise(), signal)]);
      assert.deepEqual([result], await Promise.allSettled([promise()]));
      assert.deepEqual(getEventListeners(signal, "abort"), []);
    });
  }

  it("rejects with the signal's reason if that comes first", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort(REASON);
    await assert.rejects(waiting, (error) => error === REASON);
  });

  it("rejects with an error for a reason that is not one", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort("too late");
    await assert.rejects(waiting, REASON);
  });

  it("rejects with an earlier reason in place of the value", async () => {
    await assert.rejects(
      abortable(Promise.resolve(7), AbortSignal.abort(REASON)),
      (error) => error === REASON,
    );
  });

  it("leaves no unhandled rejection if the signal is aborted already", async () => {
    const unhandled = sinon.spy();
    process.once("unhandledRejection", unhandled);
    const failing = Promise.reject(new Error("failed"));
    await assert.rejects(abortable(failing, AbortSignal.abort(REASON)), REASON);
    await new Promise(setImmediate);
    process.removeListener("unhandledRejection", unhandled);
    assert.ok(unhandled.notCalled);
  });
});

describe("withDeadline", () => {
  const LATE = new Error("too late");
  const REASON = new Error("no longer");
  let timers: sinon.SinonFakeTimers;
  let outer: AbortController;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    outer = new AbortController();
  });

  /** The signal of a task that never ends. */
  const signalOf = (signal?: AbortSignal): AbortSignal => {
    let given: AbortSignal | undefined;
    void withDeadline(
      500,
      () => LATE,
      signal,
      (end) => {
        given = end;
        return new Promise(() => undefined);
      },
    );
    assert.ok(given);
    return given;
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

  it("aborts its signal with the outer signal, with the same reason", () => {
    const signal = signalOf(outer.signal);
    outer.abort(REASON);
    assert.equal(signal.reason, REASON);
  });

  it("passes on an outer signal that is aborted already", () => {
    assert.equal(signalOf(AbortSignal.abort(REASON)).reason, REASON);
  });

  for (const end of [
    (): Promise<number> => Promise.resolve(7),
    (): Promise<number> => Promise.reject(LATE),
  ]) {
    it("settles as the task does, and leaves neither a timer nor a listener", async () => {
      const [result] = await Promise.allSettled([withDeadline(500, () => LATE, outer.signal, end)]);
      assert.deepEqual([result], await Promise.allSettled([end()]));
      assert.equal(timers.countTimers(), 0);
      assert.deepEqual(getEventListeners(outer.signal, "abort"), []);
    });
  }
});
