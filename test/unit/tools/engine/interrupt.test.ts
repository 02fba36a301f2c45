import assert from "node:assert/strict";
import sinon from "sinon";
import { interruptible } from "../../../../tools/engine/interrupt.js";

type Listener = (signal: NodeJS.Signals) => void;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

describe("interruptible", () => {
  let on: sinon.SinonStub;
  let removeListener: sinon.SinonStub;
  let listenerCount: sinon.SinonStub;
  let kill: sinon.SinonStub;

  beforeEach(() => {
    on = sinon.stub(process, "on").returnsThis();
    removeListener = sinon.stub(process, "removeListener").returnsThis();
    listenerCount = sinon.stub(process, "listenerCount").returns(0);
    kill = sinon.stub(process, "kill").returns(true);
  });

  afterEach(() => {
    sinon.restore();
  });

  const send = (signal: NodeJS.Signals): void => {
    for (const [name, listener] of on.args as [string, Listener][]) if (name === signal) listener(signal);
  };

  it("gives what the work gives, and listens only as long", async () => {
    const result = await interruptible((signal) => {
      assert.deepEqual(
        on.args.map(([name]: unknown[]) => name),
        SIGNALS,
      );
      assert.ok(removeListener.notCalled && !signal.aborted);
      return Promise.resolve("done");
    });
    assert.equal(result, "done");
    assert.deepEqual(removeListener.args, on.args);
    assert.ok(kill.notCalled);
  });

  it("fails as the work fails", async () => {
    const reason = new Error("of the work");
    await assert.rejects(
      interruptible(() => Promise.reject(reason)),
      (error) => error === reason,
    );
    assert.deepEqual(removeListener.args, on.args);
    assert.ok(kill.notCalled);
  });

  for (const name of SIGNALS) {
    it(`aborts the work at ${name}, and ends the process by it once the work has cleaned up`, async () => {
      const working = interruptible(async (signal) => {
        send(name);
        assert.equal(signal.aborted, true);
        assert.equal((signal.reason as Error).message, `interrupted by ${name}`);
        await Promise.resolve();
        assert.ok(kill.notCalled);
        signal.throwIfAborted();
      });
      await assert.rejects(working, { message: `interrupted by ${name}` });
      assert.deepEqual(kill.args, [[process.pid, name]]);
      assert.ok(kill.calledAfter(removeListener));
    });
  }

  it("ends the process by the signal also after work that did not mind", async () => {
    const working = interruptible(() => {
      send("SIGTERM");
      return Promise.resolve("done");
    });
    assert.equal(await working, "done");
    assert.deepEqual(kill.args, [[process.pid, "SIGTERM"]]);
  });

  it("leaves the end to others who listen", async () => {
    listenerCount.returns(1);
    await interruptible(() => {
      send("SIGINT");
      return Promise.resolve();
    });
    assert.deepEqual(listenerCount.args, [["SIGINT"]]);
    assert.ok(kill.notCalled);
  });
});
