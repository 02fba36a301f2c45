import assert from "node:assert/strict";
import {
  AtlasApiError,
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  type AtlasErrorCode,
} from "../../../../provider/index.js";
import sinon from "sinon";
import { NAME, runIn } from "../../../helpers/runs.js";
import { fakeTimers, startWaiting } from "../../../helpers/waiting.js";

describe("waitForState, where a read fails", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });

  afterEach(() => {
    sinon.restore();
  });

  const TRANSIENT: readonly AtlasErrorCode[] = ["NETWORK", "TIMEOUT", "RATE_LIMITED", "SERVER_ERROR"];
  for (const code of TRANSIENT) {
    context(`when the failure is ${code}`, () => {
      it("waits on, and says so", async () => {
        const failure =
          code === "NETWORK" || code === "TIMEOUT"
            ? new AtlasNetworkError(code, "try again")
            : new AtlasError(code, "try again");
        const waiting = startWaiting({ reads: [failure, failure, runIn("PENDING"), runIn("DONE")] });
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.end(), { at: 45_000, run: runIn("DONE") });
        assert.deepEqual(waiting.lines, [
          `read failed (${code}) after 0 s, waiting for DONE: ${NAME}`,
          `PENDING after 30 s, waiting for DONE: ${NAME}`,
          `DONE after 45 s: ${NAME}`,
        ]);
      });
    });
  }

  context("when the failure is one that does not pass", () => {
    const failure = new AtlasNetworkError("NETWORK", "no such host", { retryable: false });

    it("ends at once with it, before any read has succeeded", async () => {
      const waiting = startWaiting({ reads: [failure, runIn("DONE")] });
      await timers.tickAsync(60_000);
      assert.deepEqual(waiting.readsAt, [0]);
      assert.equal(waiting.end()?.error, failure);
    });

    it("waits on after a read that has succeeded, for then it is no mistake", async () => {
      const waiting = startWaiting({ reads: [runIn("PENDING"), failure, runIn("DONE")] });
      await timers.tickAsync(60_000);
      assert.deepEqual(waiting.end(), { at: 30_000, run: runIn("DONE") });
    });
  });

  const FINAL: readonly Error[] = [
    new AtlasApiError("NOT_FOUND", "no such run", { status: 404 }),
    new AtlasApiError("UNAUTHORIZED", "who are you", { status: 401 }),
    new AtlasApiError("FORBIDDEN", "no role", { status: 403 }),
    new AtlasApiError("GONE", "no more", { status: 410 }),
    new AtlasContentError("DECODE", "state: expected a string of valid Unicode, got number 1", {
      status: 200,
    }),
    new AtlasContentError("UNEXPECTED_CONTENT", "it is not valid JSON", { status: 200 }),
    new TypeError("NETWORK"),
  ];
  for (const failure of FINAL) {
    context(`when the failure is ${failure instanceof AtlasError ? failure.code : failure.name}`, () => {
      it("ends at once with it", async () => {
        const waiting = startWaiting({ reads: [runIn("PENDING"), failure] });
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.readsAt, [0, 15_000]);
        assert.equal(waiting.end()?.at, 15_000);
        assert.equal(waiting.end()?.error, failure);
        assert.equal(timers.countTimers(), 0);
      });
    });
  }
});
