import assert from "node:assert/strict";
import sinon from "sinon";
import { Clients } from "#provider/clients.js";
import { closeBeforeExit, closeOnInterrupt, revokeAtExit } from "#provider/shutdown.js";
import { testProvider } from "./support.js";

describe("shutdown", () => {
  let clients: Clients;
  let close: sinon.SinonStub<[], Promise<void>>;

  beforeEach(() => {
    clients = new Clients();
    close = sinon.stub(clients, "close").resolves();
  });

  afterEach(() => {
    sinon.restore();
  });

  it("closes the clients when the program has run out of work, and not before", () => {
    const on = sinon.stub(process, "on").returnsThis();
    closeBeforeExit(clients);
    const { args } = on.firstCall;
    on.restore();
    assert.equal(args[0], "beforeExit");
    assert.ok(close.notCalled);
    (args[1] as () => void)();
    assert.ok(close.calledOnce);
  });

  it("does nothing at the end of a process that holds no token", () => {
    const on = sinon.stub(process, "on").returnsThis();
    revokeAtExit(clients);
    const [name, listener] = on.firstCall.args;
    on.restore();
    assert.equal(name, "exit");
    const wait = sinon.stub(Atomics, "wait");
    (listener as () => void)();
    assert.ok(wait.notCalled);
  });

  context("when the engine interrupts the process", () => {
    let kill: sinon.SinonStub;
    let others: sinon.SinonStub;
    let interrupt: () => void;

    beforeEach(() => {
      kill = sinon.stub(process, "kill").returns(true);
      others = sinon.stub(process, "listenerCount").returns(0);
      const once = sinon.stub(process, "once").returnsThis();
      closeOnInterrupt(clients);
      assert.deepEqual(
        once.args.map(([name]) => name),
        ["SIGINT"],
      );
      interrupt = once.firstCall.args[1] as () => void;
      once.restore();
    });

    it("closes the clients, and then lets the signal end the process", async () => {
      let end: () => void = () => undefined;
      close.returns(new Promise((resolve) => (end = resolve)));
      interrupt();
      await new Promise(setImmediate);
      assert.ok(close.calledOnce && kill.notCalled);
      end();
      await new Promise(setImmediate);
      assert.deepEqual(kill.args, [[process.pid, "SIGINT"]]);
    });

    it("ignores a second interrupt until the clients are closed, and not after", async () => {
      const listeners = (): number => process.listeners("SIGINT").length;
      const before = listeners();
      let end: () => void = () => undefined;
      close.returns(new Promise((resolve) => (end = resolve)));
      interrupt();
      assert.equal(listeners(), before + 1);
      end();
      await new Promise(setImmediate);
      assert.equal(listeners(), before);
      assert.ok(close.calledOnce);
    });

    it("leaves the end of the process to others who listen", async () => {
      others.returns(1);
      interrupt();
      await new Promise(setImmediate);
      assert.ok(close.calledOnce && kill.notCalled);
    });

    it("does nothing before", () => {
      assert.ok(close.notCalled && kill.notCalled);
    });
  });

  it("is arranged by each provider: once to end what waits, once to give tokens back", () => {
    const { once } = testProvider();
    assert.deepEqual(
      once.args.map(([name]: unknown[]) => name),
      ["SIGINT", "SIGINT"],
    );
  });
});
