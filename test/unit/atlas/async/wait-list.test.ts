import assert from "node:assert/strict";
import { WaitList } from "../../../../provider/atlas/async/wait-list.js";

describe("WaitList", () => {
  it("lets a caller go whose signal is aborted already", async () => {
    const list = new WaitList();
    const reason = new Error("no longer");
    const waiting = list.wait(AbortSignal.abort(reason));
    assert.equal(list.size, 0);
    assert.equal(list.next(), false);
    await assert.rejects(waiting, reason);
  });
});
