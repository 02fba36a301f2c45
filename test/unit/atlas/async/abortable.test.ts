import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import sinon from "sinon";
import { abortable } from "../../../../provider/atlas/async/abortable.js";

const never = new Promise<never>(() => undefined);
const REASON = new Error("too late");

describe("abortable", () => {
  for (const promise of [
    (): Promise<number> => Promise.resolve(7),
    (): Promise<number> => Promise.reject(new Error("failed")),
  ]) {
    it("settles as the promise does, and removes its listener", async () => {
      const { signal } = new AbortController();
      const [result] = await Promise.allSettled([abortable(promise(), signal)]);
      assert.deepEqual([result], await Promise.allSettled([promise()]));
      assert.deepEqual(getEventListeners(signal, "abort"), []);
    });
  }

  it("rejects with the signal's reason if that comes first", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort(REASON);
    await assert.rejects(waiting, (error) => error === REASON);
  });

  it("rejects with an error for a reason that is not one", async () => {
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort("too late");
    await assert.rejects(waiting, REASON);
  });

  it("rejects with an earlier reason in place of the value", async () => {
    await assert.rejects(
      abortable(Promise.resolve(7), AbortSignal.abort(REASON)),
      (error) => error === REASON,
    );
  });

  it("leaves no unhandled rejection if the signal is aborted already", async () => {
    const unhandled = sinon.spy();
    process.once("unhandledRejection", unhandled);
    const failing = Promise.reject(new Error("failed"));
    await assert.rejects(abortable(failing, AbortSignal.abort(REASON)), REASON);
    await new Promise(setImmediate);
    process.removeListener("unhandledRejection", unhandled);
    assert.ok(unhandled.notCalled);
  });
});
