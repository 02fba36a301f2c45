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

  const MISTAKES: Readonly<Record<string, AtlasError>> = {
    "an unknown host": new AtlasNetworkError("NETWORK", "no such host", { retryable: false }),
    "a page of a proxy": new AtlasContentError("UNEXPECTED_CONTENT", "media type text/html", { status: 200 }),
    "a body that is too large": new AtlasContentError("UNEXPECTED_CONTENT", "too large", {}),
    "a redirect": new AtlasApiError("REDIRECTED", "redirect", { status: 302 }),
    "status 408": new AtlasApiError("UNEXPECTED_STATUS", "timeout", { status: 408 }),
  };
  for (const [name, failure] of Object.entries(MISTAKES)) {
    context(`when the failure is ${name}`, () => {
      it("ends at once with it, before any read has succeeded", async () => {
        const waiting = startWaiting({ reads: [failure, runIn("DONE")] });
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.readsAt, [0]);
        assert.equal(waiting.end()?.error, failure);
      });

      it("waits on after a read that has succeeded, since it is no mistake then", async () => {
        const waiting = startWaiting({ reads: [runIn("PENDING"), failure, runIn("DONE")] });
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.end(), { at: 30_000, run: runIn("DONE") });
      });
    });
  }

  const FINAL: readonly Error[] = [
    new AtlasApiError("NOT_FOUND", "no such run", { status: 404 }),
    new AtlasApiError("UNAUTHORIZED", "who are you", { status: 401 }),
    new AtlasApiError("FORBIDDEN", "no role", { status: 403 }),
    new AtlasApiError("GONE", "no more", { status: 410 }),
    new AtlasContentError("DECODE", "state: expected a string of valid Unicode, got number 1", {
      status: 200,
    }),
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
