import assert from "node:assert/strict";
import sinon from "sinon";
import { abortable } from "../../../../provider/atlas/async/abortable.js";
import { noSignal } from "../../../helpers/fake-send.js";

const never = new Promise<never>(() => undefined);

describe("withSignal", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("resolves with the promise's value", async () => {
    assert.equal(await abortable(Promise.resolve(7), noSignal()), 7);
  });

  it("rejects with the promise's error", async () => {
    const failure = new Error("failed");
    await assert.rejects(abortable(Promise.reject(failure), noSignal()), failure);
  });

  it("rejects with the signal's reason when that comes first", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    const reason = new Error("too late");
    controller.abort(reason);
    await assert.rejects(waiting, (error) => error === reason);
  });

  it("rejects at once, even of a value, when the signal is aborted already", async () => {
    const reason = new Error("too late");
    const waiting = abortable(Promise.resolve(7), AbortSignal.abort(reason));
    await assert.rejects(waiting, (error) => error === reason);
  });

  it("leaves no rejection unheard when the signal is aborted already", async () => {
    const unheard = sinon.spy();
    process.once("unhandledRejection", unheard);
    const reason = new Error("too late");
    const failing = Promise.reject(new Error("failed"));
    await assert.rejects(abortable(failing, AbortSignal.abort(reason)), (error) => error === reason);
    await new Promise(setImmediate);
    process.removeListener("unhandledRejection", unheard);
    assert.ok(unheard.notCalled);
  });

  it("makes an error of a reason that is none", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort("too late");
    await assert.rejects(waiting, new Error("too late"));
  });

  for (const [name, promise] of [
    ["a value", (): Promise<unknown> => Promise.resolve(7)],
    ["an error", (): Promise<unknown> => Promise.reject(new Error("failed"))],
  ] as const) {
    it(`no longer listens to the signal after ${name}`, async () => {
      const { signal } = new AbortController();
      const listen = sinon.spy(signal, "addEventListener");
      await abortable(promise(), signal).catch(() => undefined);
      const options = listen.firstCall.args[2];
      assert.ok(typeof options === "object" && options.signal?.aborted);
      assert.equal(listen.callCount, 1);
    });
  }
});
