import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { abortable } from "../../../../provider/atlas/async/abort.js";
import { readWithSignal } from "../../../../provider/pulumi/functions/read-with-signal.js";

/** Most bytes of heap that a read may leave behind; a derived signal leaves about 80. */
const MAX_LEFT = 10;
const READS = 100_000;

describe("readWithSignal", () => {
  const { signal } = new AbortController();
  const read = (): Promise<void> => readWithSignal("", signal, () => abortable(Promise.resolve(), signal));

  it("leaves nothing behind at a signal that 100,000 reads share", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heapAfter = async (reads: number): Promise<number> => {
      for (let n = 0; n < reads; n++) await read();
      // A weak reference lives until the end of the task that has made it.
      await new Promise(setImmediate);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await heapAfter(1_000);
    const left = ((await heapAfter(READS)) - before) / READS;
    assert.ok(left < MAX_LEFT, `${left.toFixed(0)} bytes a read`);
    assert.deepEqual(getEventListeners(signal, "abort"), []);
  });
});
