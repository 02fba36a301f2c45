import assert from "node:assert/strict";
import sinon from "sinon";
import { interruptible } from "../../../../tools/engine/interrupt.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

describe("interruptible", () => {
  let kill: sinon.SinonStub;
  let listeners: readonly number[];

  const count = (): readonly number[] => SIGNALS.map((name) => process.listenerCount(name));

  beforeEach(() => {
    kill = sinon.stub(process, "kill").returns(true);
    listeners = count();
  });

  afterEach(() => {
    assert.deepEqual(count(), listeners);
    sinon.restore();
  });

  it("returns the result of the work, and leaves no listener", async () => {
    assert.equal(await interruptible((signal) => Promise.resolve(signal.aborted)), false);
    assert.ok(kill.notCalled);
  });

  it("rejects with the error of the work, and leaves no listener", async () => {
    const failure = new Error("of the work");
    await assert.rejects(
      interruptible(() => Promise.reject(failure)),
      failure,
    );
    assert.ok(kill.notCalled);
  });

  for (const name of ["SIGTERM", "SIGHUP"] as const) {
    it(`aborts the work at ${name}, and ends the process by it after the work`, async () => {
      const ofLibrary = sinon.spy();
      const working = interruptible(async (signal) => {
        process.emit(name, name);
        assert.equal(signal.aborted, true);
        await Promise.resolve();
        assert.ok(kill.notCalled);
        // As proper-lockfile does: a listener of the work must not delay the end.
        process.once(name, ofLibrary);
        signal.throwIfAborted();
      });
      await assert.rejects(working, { message: `interrupted by ${name}` });
      assert.deepEqual(kill.args, [[process.pid, name]]);
      assert.ok(ofLibrary.notCalled);
    });
  }

  it("leaves the process to a caller that listens", async () => {
    const caller = sinon.spy();
    process.once("SIGTERM", caller);
    await interruptible(() => Promise.resolve(process.emit("SIGTERM", "SIGTERM")));
    assert.ok(caller.calledOnce && kill.notCalled);
  });
});
