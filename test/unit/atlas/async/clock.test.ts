import assert from "node:assert/strict";
import sinon from "sinon";
import { systemClock } from "../../../../provider/atlas/async/clock.js";

describe("systemClock", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("sleeps for its milliseconds", async () => {
    const timers = sinon.useFakeTimers();
    const awake = sinon.spy();
    void systemClock.sleep(500, new AbortController().signal).then(awake);
    await timers.tickAsync(499);
    assert.ok(awake.notCalled);
    await timers.tickAsync(1);
    assert.ok(awake.called);
  });

  it("rejects from its sleep when the signal is aborted", async () => {
    sinon.useFakeTimers();
    const controller = new AbortController();
    const sleeping = systemClock.sleep(500, controller.signal);
    controller.abort();
    await assert.rejects(sleeping, { name: "AbortError" });
  });

  it("has the time of the monotonic clock", () => {
    sinon.stub(performance, "now").returns(42.5);
    assert.equal(systemClock.now(), 42.5);
  });
});
