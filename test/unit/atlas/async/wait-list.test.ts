import assert from "node:assert/strict";
import { WaitList } from "../../../../provider/atlas/async/wait-list.js";

describe("WaitList", () => {
  it("lets a caller go whose signal is aborted already", async () => {
    const list = new WaitList<string>();
    const reason = new Error("no longer");
    const waiting = list.wait(AbortSignal.abort(reason));
    assert.equal(list.size, 0);
    list.next("too late");
    await assert.rejects(waiting, reason);
  });
});
