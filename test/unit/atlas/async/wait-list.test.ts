import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { WaitList } from "../../../../provider/atlas/async/wait-list.js";

describe("WaitList", () => {
  it("lets a caller go whose signal is aborted already, and leaves no listener to the next", async () => {
    const list = new WaitList();
    const reason = new Error("no longer");
    const { signal } = new AbortController();
    const waiting = [list.wait(AbortSignal.abort(reason)), list.wait(signal)];
    assert.equal(list.size, 1);
    assert.deepEqual([list.next(), list.next()], [true, false]);
    assert.deepEqual(getEventListeners(signal, "abort"), []);
    await assert.rejects(waiting[0] ?? Promise.resolve(), reason);
    await waiting[1];
  });
});
