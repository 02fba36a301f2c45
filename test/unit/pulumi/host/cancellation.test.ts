import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import sinon from "sinon";
import { AtlasError } from "../../../../provider/index.js";
import { cancellation } from "../../../../provider/pulumi/host/cancellation.js";
import { saidBy } from "../../../helpers/responses.js";

/** Known by the name of its class, as the server of `node:http2` is. test/e2e/interrupt.test.ts has the real one. */
class Http2Server extends EventEmitter {}
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

describe("cancellation", () => {
  function openHandles(handles: (() => readonly unknown[]) | undefined): void {
    sinon.stub(process as unknown as { _getActiveHandles: unknown }, "_getActiveHandles").value(handles);
  }

  it("aborts once, at the engine's request to cancel", () => {
    const server = new Http2Server();
    openHandles(() => [undefined, null, "x", {}, server]);
    const { signal } = cancellation();
    server.emit("stream", {}, { ":path": "/pulumirpc.ResourceProvider/Read" });
    server.emit("stream", {}, {});
    assert.equal(signal.aborted, false);
    server.emit("stream", {}, { ":path": CANCEL });
    assert.ok(signal.reason instanceof AtlasError);
    assert.equal(signal.reason.code, "CANCELLED");
    assert.equal(saidBy(signal.reason), "cancelled while reading a Data Lake Pipeline run");
  });

  it("aborts at no request without the one HTTP/2 server among the handles, or without their list", () => {
    const fails = (): never => {
      throw new Error("not supported");
    };
    const two = [new Http2Server(), new Http2Server()];
    for (const handles of [() => two, () => [], fails, undefined]) {
      openHandles(handles);
      const { signal } = cancellation();
      for (const server of two) server.emit("stream", {}, { ":path": CANCEL });
      assert.equal(signal.aborted, false);
      sinon.restore();
    }
  });
});
