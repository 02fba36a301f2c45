import assert from "node:assert/strict";
import sinon from "sinon";
import { InFlight } from "#provider/client/shared.js";

describe("InFlight", () => {
  it("runs one task for all who ask for a key while it runs", async () => {
    const inFlight = new InFlight<object>();
    const result = {};
    const task = sinon.fake(() => Promise.resolve(result));
    const [one, two] = await Promise.all([inFlight.run("a", task), inFlight.run("a", task)]);
    assert.equal(one, result);
    assert.equal(two, result);
    assert.equal(task.callCount, 1);
  });

  it("runs the tasks of different keys on their own", async () => {
    const inFlight = new InFlight<string>();
    const run = (key: string): Promise<string> => inFlight.run(key, () => Promise.resolve(key));
    assert.deepEqual(await Promise.all(["a", "b", "__proto__"].map(run)), ["a", "b", "__proto__"]);
  });

  it("serves nothing that has ended", async () => {
    const inFlight = new InFlight<number>();
    let runs = 0;
    const run = (): Promise<number> => inFlight.run("a", () => Promise.resolve(++runs));
    assert.deepEqual([await run(), await run(), await run()], [1, 2, 3]);
  });

  it("gives a failure to all who wait for it, and runs the next task anew", async () => {
    const inFlight = new InFlight<number>();
    const reason = new Error("failed");
    const fail = sinon.fake(() => Promise.reject(reason));
    const both = await Promise.allSettled([inFlight.run("a", fail), inFlight.run("a", fail)]);
    assert.deepEqual(both, Array(2).fill({ status: "rejected", reason }));
    assert.equal(fail.callCount, 1);
    assert.equal(await inFlight.run("a", () => Promise.resolve(7)), 7);
  });
});
