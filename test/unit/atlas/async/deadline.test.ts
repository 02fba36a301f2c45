import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon, { type SinonFakeTimers } from "sinon";
import { Deadline } from "../../../../provider/atlas/async/deadline.js";

describe("TimeLimit", () => {
  const REASON = new Error("too late");
  let timers: SinonFakeTimers;
  let outer: AbortController;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    outer = new AbortController();
  });

  afterEach(() => {
    sinon.restore();
  });

  const start = (signal?: AbortSignal): Deadline => new Deadline(500, () => REASON, signal);

  it("is aborted after its time, with its reason, and not before", () => {
    const limit = start(outer.signal);
    timers.tick(499);
    assert.equal(limit.signal.aborted, false);
    timers.tick(1);
    assert.deepEqual([limit.signal.aborted, limit.signal.reason], [true, REASON]);
  });

  it("is aborted with the other signal, with that one's reason", () => {
    const limit = start(outer.signal);
    const reason = new Error("called off");
    outer.abort(reason);
    assert.equal(limit.signal.reason, reason);
    assert.equal(timers.countTimers(), 0);
  });

  it("is aborted from the start where the other signal is", () => {
    const reason = new Error("called off");
    const limit = start(AbortSignal.abort(reason));
    assert.deepEqual([limit.signal.aborted, limit.signal.reason], [true, reason]);
    assert.equal(timers.countTimers(), 0);
  });

  it("needs no other signal", () => {
    const limit = start();
    timers.tick(500);
    assert.equal(limit.signal.reason, REASON);
  });

  it("leaves neither a timer nor a listener behind when it is cleared, and is never aborted", () => {
    const limit = start(outer.signal);
    limit.clear();
    assert.equal(timers.countTimers(), 0);
    assert.deepEqual(getEventListeners(outer.signal, "abort"), []);
    outer.abort();
    assert.equal(limit.signal.aborted, false);
  });
});
