import assert from "node:assert/strict";
import sinon from "sinon";
import { Clients } from "../../../../provider/pulumi/process/clients.js";
import { ownListener } from "../../../../provider/pulumi/process/interrupts.js";
import {
  closeBeforeExit,
  closeOnInterrupt,
  revokeAtExit,
} from "../../../../provider/pulumi/process/shutdown.js";
import { testProvider } from "../../../helpers/host-provider.js";

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
    let listenerCount: sinon.SinonStub;
    let others: (() => void)[];
    let interrupt: () => void;

    beforeEach(() => {
      kill = sinon.stub(process, "kill").returns(true);
      listenerCount = sinon.stub(process, "listenerCount").returns(0);
      others = [];
      sinon.stub(process, "listeners").callsFake(() => others);
      const once = sinon.stub(process, "prependOnceListener").returnsThis();
      closeOnInterrupt(clients, "program");
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
      const listeners = (): number => process.rawListeners("SIGINT").length;
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
      others = [() => undefined];
      interrupt();
      // One who listens once is gone by the time that the clients are closed, and may still be at work.
      others = [];
      await new Promise(setImmediate);
      assert.ok(close.calledOnce && kill.notCalled);
    });

    it("does not leave it to other listeners of this package", async () => {
      others = [ownListener(() => undefined)];
      interrupt();
      await new Promise(setImmediate);
      assert.deepEqual(kill.args, [[process.pid, "SIGINT"]]);
    });

    const COUNTERS: readonly (readonly [number, object, PropertyKey])[] = [
      [3, process, "__signal_exit_emitter__"],
      [4, globalThis, Symbol.for("signal-exit emitter")],
    ];
    for (const [version, holder, key] of COUNTERS) {
      it(`does not leave it to signal-exit ${version}, which leaves it to others itself`, async () => {
        // The test runner may have loaded it, and what it keeps is there for good.
        const known = Reflect.get(holder, key) as { count: number } | undefined;
        if (known === undefined)
          Object.defineProperty(holder, key, { value: { count: 1 }, configurable: true });
        else sinon.stub(known, "count").value(1);
        try {
          listenerCount.returns(1);
          others = [() => undefined];
          interrupt();
          await new Promise(setImmediate);
          assert.deepEqual(kill.args, [[process.pid, "SIGINT"]]);
        } finally {
          if (known === undefined) Reflect.deleteProperty(holder, key);
        }
      });
    }

    it("ends the process of a provider also where somebody has listened once, and not while one listens", async () => {
      const prepend = sinon.stub(process, "prependOnceListener").returnsThis();
      closeOnInterrupt(clients, "provider");
      const interruptProvider = prepend.firstCall.args[1] as () => void;
      others = [() => undefined];
      listenerCount.returns(1);
      interruptProvider();
      await new Promise(setImmediate);
      assert.ok(kill.notCalled);
      listenerCount.returns(0);
      interruptProvider();
      await new Promise(setImmediate);
      assert.deepEqual(kill.args, [[process.pid, "SIGINT"]]);
    });

    it("does nothing before", () => {
      assert.ok(close.notCalled && kill.notCalled);
    });
  });

  it("is arranged by each provider: once to end what waits, once to give tokens back", () => {
    const { once, first } = testProvider();
    const names = ({ args }: sinon.SinonStub): unknown[] => args.map(([name]: unknown[]) => name);
    assert.deepEqual(names(once), ["SIGINT", "SIGHUP", "SIGTERM"]);
    assert.deepEqual(names(first), ["SIGINT"]);
  });
});
