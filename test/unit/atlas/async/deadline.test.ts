import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon, { type SinonFakeTimers } from "sinon";
import { withDeadline } from "../../../../provider/atlas/async/deadline.js";

describe("withDeadline", () => {
  const LATE = new Error("too late");
  const REASON = new Error("no longer");
  let timers: SinonFakeTimers;
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
