import assert from "node:assert/strict";
import { AtlasError } from "../../../../provider/index.js";
import sinon from "sinon";
import { runIn } from "../../../helpers/runs.js";
import { fakeTimers, startWaiting, type Read } from "../../../helpers/waiting.js";

describe("waitForState, where it is cancelled", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });

  afterEach(() => {
    sinon.restore();
  });

  const REASON = new AtlasError("CANCELLED", "cancelled while waiting");
  const SLOW: Read = { takesMs: 60_000, then: runIn("DONE") };
  const SLOW_FAILURE: Read = { takesMs: 60_000, then: new AtlasError("NETWORK", "too late") };
  const CASES: readonly { when: string; reads: [Read, ...Read[]]; atMs: number; readsAt: number[] }[] = [
    { when: "in a pause", reads: [runIn("PENDING")], atMs: 20_000, readsAt: [0, 15_000] },
    { when: "in a read", reads: [runIn("PENDING"), SLOW], atMs: 20_000, readsAt: [0, 15_000] },
    { when: "in a read that fails later", reads: [SLOW_FAILURE], atMs: 5, readsAt: [0] },
    { when: "before the first read has ended", reads: [SLOW], atMs: 0, readsAt: [0] },
  ];
  for (const { when, reads, atMs, readsAt } of CASES) {
    context(`when that happens ${when}`, () => {
      it("ends at once with the reason, and reads no more", async () => {
        const waiting = startWaiting({ reads });
        await timers.tickAsync(atMs);
        assert.equal(waiting.end(), undefined);
        waiting.cancel(REASON);
        await timers.tickAsync(0);
        assert.deepEqual(waiting.end(), { at: atMs, error: REASON });
        await timers.tickAsync(3_600_000);
        assert.deepEqual(waiting.readsAt, readsAt);
        assert.equal(waiting.end()?.error, REASON);
        assert.equal(timers.countTimers(), 0);
      });
    });
  }

  context("when that has happened before", () => {
    it("ends at once with the reason", async () => {
      const waiting = startWaiting({ reads: [runIn("DONE")], cancelledBefore: REASON });
      await timers.tickAsync(0);
      assert.deepEqual(waiting.end(), { at: 0, error: REASON });
    });
  });

  context("when that happens after the end", () => {
    it("changes nothing", async () => {
      const waiting = startWaiting({ reads: [runIn("DONE")] });
      await timers.tickAsync(0);
      waiting.cancel(REASON);
      await timers.tickAsync(1000);
      assert.deepEqual(waiting.end(), { at: 0, run: runIn("DONE") });
    });
  });
});
