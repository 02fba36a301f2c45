import assert from "node:assert/strict";
import sinon from "sinon";
import { runIn, WHAT } from "../../../helpers/runs.js";
import { fakeTimers, failureOf, startWaiting } from "../../../helpers/waiting.js";

describe("waitForState", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });

  afterEach(() => {
    sinon.restore();
  });

  context("when the run is in an expected state at once", () => {
    it("reads once, and leaves no timer", async () => {
      const waiting = startWaiting({ reads: [runIn("DONE", { phase: "EXPORT" })] });
      await timers.tickAsync(0);
      assert.deepEqual(waiting.end(), { at: 0, run: runIn("DONE", { phase: "EXPORT" }) });
      assert.deepEqual(waiting.readsAt, [0]);
      assert.equal(timers.countTimers(), 0);
    });
  });

  context("when the run gets into an expected state later", () => {
    it("reads with the interval until then, and no further", async () => {
      const reads = [runIn("PENDING"), runIn("IN_PROGRESS"), runIn("DONE")] as const;
      const waiting = startWaiting({ reads, pollIntervalSeconds: 15 });
      await timers.tickAsync(120_000);
      assert.deepEqual(waiting.readsAt, [0, 15_000, 30_000]);
      assert.deepEqual(waiting.end(), { at: 30_000, run: runIn("DONE") });
      assert.equal(timers.countTimers(), 0);
    });

    it("pauses after a slow read, so that two reads are never under way at once", async () => {
      const slow = { takesMs: 40_000, then: runIn("PENDING") };
      const waiting = startWaiting({ reads: [slow, slow, runIn("DONE")], pollIntervalSeconds: 10 });
      await timers.tickAsync(300_000);
      assert.deepEqual(waiting.readsAt, [0, 50_000, 100_000]);
      assert.equal(waiting.mostAtOnce(), 1);
    });
  });

  context("when one of several states is expected", () => {
    for (const state of ["IN_PROGRESS", "FAILED"]) {
      it(`ends on ${state}`, async () => {
        const waiting = startWaiting({
          reads: [runIn("PENDING"), runIn(state)],
          expected: ["IN_PROGRESS", "FAILED"],
        });
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.end(), { at: 15_000, run: runIn(state) });
      });
    }
  });

  context("when the run is in a state after which nothing comes", () => {
    const CASES = [
      { state: "FAILED", expected: ["DONE"] },
      { state: "DATASET_DELETED", expected: ["DONE"] },
      { state: "DONE", expected: ["FAILED", "DATASET_DELETED"] },
    ];
    for (const { state, expected } of CASES) {
      it(`ends at once on ${state} where ${expected.join(" or ")} is expected`, async () => {
        const waiting = startWaiting({ reads: [runIn("PENDING"), runIn(state)], expected });
        await timers.tickAsync(60_000);
        const text = `RunStateError: ${state}, expected ${expected.join(" or ")}: ${WHAT}`;
        assert.deepEqual(failureOf(waiting), { at: 15_000, text });
        assert.deepEqual(waiting.readsAt, [0, 15_000]);
        assert.equal(timers.countTimers(), 0);
      });
    }
  });

  context("when the state is unknown or none", () => {
    it("waits on, for such a run may still get there", async () => {
      const waiting = startWaiting({ reads: [runIn("PAUSED"), runIn(), runIn("done"), runIn("DONE")] });
      await timers.tickAsync(60_000);
      assert.deepEqual(waiting.end(), { at: 45_000, run: runIn("DONE") });
    });

    it("ends on an unknown state that is expected", async () => {
      const waiting = startWaiting({ reads: [runIn("DONE "), runIn("PAUSED")], expected: ["PAUSED"] });
      await timers.tickAsync(60_000);
      assert.deepEqual(waiting.end(), { at: 15_000, run: runIn("PAUSED") });
    });
  });
});
