import assert from "node:assert/strict";
import sinon from "sinon";
import { systemClock } from "../../../../provider/atlas/async/clock.js";

describe("systemClock", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("sleeps for its milliseconds", async () => {
    const timers = sinon.useFakeTimers();
    let awake = false;
    const sleeping = systemClock.sleep(500, new AbortController().signal).then(() => (awake = true));
    await timers.tickAsync(499);
    assert.equal(awake, false);
    await timers.tickAsync(1);
    assert.equal(awake, true);
    await sleeping;
  });

  it("ends its sleep when the signal is aborted", async () => {
    const timers = sinon.useFakeTimers();
    const controller = new AbortController();
    const sleeping = systemClock.sleep(500, controller.signal);
    controller.abort();
    await assert.rejects(sleeping, { name: "AbortError" });
    assert.equal(timers.now, 0);
  });

  it("does not begin to sleep when the signal is aborted already", async () => {
    sinon.useFakeTimers();
    await assert.rejects(systemClock.sleep(500, AbortSignal.abort()), { name: "AbortError" });
  });

  it("tells the time of the monotonic clock", () => {
    sinon.stub(performance, "now").returns(42.5);
    assert.equal(systemClock.now(), 42.5);
  });
});
