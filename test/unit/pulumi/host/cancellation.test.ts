import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { AtlasError } from "../../../../provider/index.js";
import sinon from "sinon";
import { cancellation } from "../../../../provider/pulumi/host/cancellation.js";

/** Known by its name, as the server of `node:http2` is. */
class Http2Server extends EventEmitter {}
class Http2Stream extends EventEmitter {}

const CANCEL = "/pulumirpc.ResourceProvider/Cancel";
const REASON = "AtlasError: cancelled while reading a Data Lake Pipeline run";

describe("cancellation", () => {
  let before: readonly NodeJS.SignalsListener[];

  beforeEach(() => {
    before = process.listeners("SIGINT");
  });

  afterEach(() => {
    for (const listener of added()) process.removeListener("SIGINT", listener);
    sinon.restore();
  });

  /** The listeners for SIGINT since the test began. */
  function added(): readonly NodeJS.SignalsListener[] {
    return process.listeners("SIGINT").filter((listener) => !before.includes(listener));
  }

  function handles(...open: readonly unknown[]): void {
    sinon
      .stub(process as unknown as { _getActiveHandles: () => unknown[] }, "_getActiveHandles")
      .returns([...open]);
  }

  const request = (server: EventEmitter, path?: string): boolean =>
    server.emit("stream", new Http2Stream(), { ...(path !== undefined && { ":path": path }) });

  it("breaks nothing where the process does not show its handles", () => {
    sinon
      .stub(process as unknown as { _getActiveHandles: () => unknown[] }, "_getActiveHandles")
      .throws(new Error("not here"));
    sinon.stub(process, "once").throws(new Error("nor there"));
    assert.equal(cancellation().signal.aborted, false);
  });

  context("when one HTTP/2 server listens in the process", () => {
    it("is aborted by the engine's request to cancel", () => {
      const server = new Http2Server();
      handles(new Http2Stream(), undefined, null, "x", Object.create(null), server);
      const { signal } = cancellation();
      assert.equal(signal.aborted, false);
      request(server, CANCEL);
      assert.equal(signal.aborted, true);
      assert.ok(signal.reason instanceof AtlasError);
      assert.equal(signal.reason.code, "CANCELLED");
      assert.equal(String(signal.reason), REASON);
    });

    for (const path of [
      "/pulumirpc.ResourceProvider/Read",
      "/pulumirpc.ResourceProvider/Configure",
      "/pulumirpc.ResourceProvider/cancel",
      `${CANCEL}/`,
      undefined,
    ]) {
      it(`is not aborted by a request for ${path ?? "no path"}`, () => {
        const server = new Http2Server();
        handles(server);
        const { signal } = cancellation();
        request(server, path);
        assert.equal(signal.aborted, false);
      });
    }

    it("listens before the server's own listener", () => {
      const server = new Http2Server();
      handles(server);
      const seen: boolean[] = [];
      server.on("stream", () => seen.push(signal.aborted));
      const { signal } = cancellation();
      request(server, CANCEL);
      assert.deepEqual(seen, [true]);
    });

    it("keeps the first reason at a second request", () => {
      const server = new Http2Server();
      handles(server);
      const { signal } = cancellation();
      request(server, CANCEL);
      const reason: unknown = signal.reason;
      request(server, CANCEL);
      assert.equal(signal.reason, reason);
    });
  });

  const OTHERS: readonly (readonly [string, readonly EventEmitter[]])[] = [
    ["two HTTP/2 servers listen", [new Http2Server(), new Http2Server()]],
    ["no HTTP/2 server listens", [new Http2Stream()]],
    ["nothing is open", []],
  ];
  for (const [when, open] of OTHERS) {
    context(`when ${when}`, () => {
      it("listens for SIGINT only", () => {
        handles(...open);
        const { signal } = cancellation();
        for (const handle of open) {
          assert.equal(handle.listenerCount("stream"), 0);
          request(handle, CANCEL);
        }
        assert.equal(signal.aborted, false);
        const [listener, ...more] = added();
        assert.deepEqual(more, []);
        listener?.("SIGINT");
        assert.equal(signal.aborted, true);
        assert.equal(String(signal.reason), REASON);
      });
    });
  }

  context("when this Node cannot tell what is open", () => {
    it("listens for SIGINT only", () => {
      sinon.stub(process as unknown as { _getActiveHandles: unknown }, "_getActiveHandles").value(undefined);
      const { signal } = cancellation();
      assert.equal(added().length, 1);
      added()[0]?.("SIGINT");
      assert.equal(signal.aborted, true);
    });
  });

  it("listens for the first SIGINT only, so that the second ends the process", () => {
    handles();
    const once = sinon.spy(process, "once");
    cancellation();
    assert.deepEqual(
      once.args.map(([event]) => event),
      ["SIGINT"],
    );
  });

  it("is listened to by any number of reads, without a warning of a leak", async () => {
    handles();
    const warned = sinon.spy();
    process.on("warning", warned);
    const { signal } = cancellation();
    for (let n = 0; n < 100; n++) signal.addEventListener("abort", () => undefined);
    await new Promise(setImmediate);
    process.removeListener("warning", warned);
    assert.ok(warned.notCalled);
  });
});
