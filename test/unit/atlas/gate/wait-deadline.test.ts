import assert from "node:assert/strict";
import { AtlasNetworkError, RunStateError } from "../../../../provider/index.js";
import sinon from "sinon";
import { ownFields, runIn, WHAT } from "../../../helpers/runs.js";
import { fakeTimers, failureOf, startWaiting, type WaitSetup } from "../../../helpers/waiting.js";

const CHANGED = "2025-05-04T09:42:00Z";
const PENDING = runIn("PENDING", { phase: "SNAPSHOT", lastUpdatedDate: CHANGED });
const LIMIT = "after waiting 40 s (wait.timeoutSeconds), expected";
const SEEN = `PENDING (SNAPSHOT) ${LIMIT} DONE: ${WHAT}; last changed at ${CHANGED}`;
const failed = (message: string): AtlasNetworkError => new AtlasNetworkError("NETWORK", message);
const POLLS = [0, 15_000, 30_000, 40_000];
const NEVER = { takesMs: 3_600_000, then: runIn("DONE") };

describe("the deadline of a wait", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });

  afterEach(() => {
    sinon.restore();
  });

  const CASES: readonly {
    when: string;
    setup: WaitSetup;
    readsAt: readonly number[];
    endsAt?: number;
    message: string;
  }[] = [
    { when: "it comes in a pause", setup: { reads: [PENDING] }, readsAt: POLLS, message: SEEN },
    {
      when: "it comes in a read that does not end",
      setup: { reads: [PENDING, NEVER] },
      readsAt: [0, 15_000],
      endsAt: 45_000,
      message: SEEN,
    },
    {
      when: "it comes in a read that does not end, without a signal",
      setup: { reads: [PENDING, NEVER], withoutSignal: true },
      readsAt: [0, 15_000],
      endsAt: 45_000,
      message: SEEN,
    },
    {
      when: "it comes in a read that ends a little later",
      setup: { reads: [PENDING, { takesMs: 27_000, then: PENDING }] },
      readsAt: [0, 15_000],
      endsAt: 42_000,
      message: SEEN,
    },
    {
      when: "no read has ended by then",
      setup: { reads: [NEVER] },
      readsAt: [0],
      endsAt: 45_000,
      message: `not read ${LIMIT} DONE: ${WHAT}`,
    },
    {
      when: "every read failed",
      setup: { reads: [failed("first"), failed("second"), failed("third")] },
      readsAt: POLLS,
      message: `not read ${LIMIT} DONE: last read: third`,
    },
    {
      when: "the last read failed",
      setup: { reads: [runIn("PENDING"), PENDING, failed("no route")] },
      readsAt: POLLS,
      message: `PENDING (SNAPSHOT) ${LIMIT} DONE: last read: no route`,
    },
    {
      when: "a read failed, and a later one did not",
      setup: { reads: [runIn("PENDING"), failed("no route"), PENDING] },
      readsAt: POLLS,
      message: SEEN,
    },
    {
      when: "the run has no state",
      setup: { reads: [runIn()], expected: ["DONE", "FAILED"] },
      readsAt: POLLS,
      message: `no state ${LIMIT} DONE or FAILED: ${WHAT}`,
    },
  ];
  for (const { when, setup, readsAt, endsAt = 40_000, message } of CASES) {
    context(`when ${when}`, () => {
      it("ends the wait, and says what was seen last", async () => {
        const waiting = startWaiting({ ...setup, timeoutSeconds: 40 });
        await timers.tickAsync(endsAt - 1);
        assert.equal(waiting.end(), undefined);
        await timers.tickAsync(1);
        assert.deepEqual(failureOf(waiting), { at: endsAt, text: `RunStateError: ${message}` });
        assert.deepEqual(waiting.readsAt, readsAt);
      });
    });
  }

  it("is the time of the last read, which may find the run in its state", async () => {
    const reads = [PENDING, PENDING, PENDING, { takesMs: 4_000, then: runIn("DONE") }] as const;
    const waiting = startWaiting({ reads, timeoutSeconds: 40 });
    await timers.tickAsync(60_000);
    assert.deepEqual(waiting.readsAt, POLLS);
    assert.deepEqual(waiting.end(), { at: 44_000, run: runIn("DONE") });
  });

  it("replaces a read that would come just before it", async () => {
    const waiting = startWaiting({ reads: [PENDING], timeoutSeconds: 31 });
    await timers.tickAsync(60_000);
    assert.deepEqual(waiting.readsAt, [0, 15_000, 31_000]);
  });

  it("gives state, phase and expectation as fields of the error", async () => {
    const waiting = startWaiting({ reads: [PENDING], timeoutSeconds: 1 });
    await timers.tickAsync(1000);
    const error = waiting.end()?.error;
    assert.ok(error instanceof RunStateError);
    assert.deepEqual(ownFields(error), {
      name: "RunStateError",
      code: "WAIT_TIMEOUT",
      state: "PENDING",
      phase: "SNAPSHOT",
      expected: ["DONE"],
    });
  });

  it("leaves state and phase out where nothing was read", async () => {
    const waiting = startWaiting({ reads: [NEVER], timeoutSeconds: 1 });
    await timers.tickAsync(6000);
    const fields = ownFields(waiting.end()?.error as RunStateError);
    assert.deepEqual(fields, { name: "RunStateError", code: "WAIT_TIMEOUT", expected: ["DONE"] });
  });

  it("does not read again once it has passed", async () => {
    const waiting = startWaiting({ reads: [PENDING], timeoutSeconds: 40 });
    await timers.tickAsync(600_000);
    assert.deepEqual(waiting.readsAt, POLLS);
    assert.equal(timers.countTimers(), 0);
  });

  it("is that of the longest wait too: a week", async () => {
    const waiting = startWaiting({ reads: [NEVER], timeoutSeconds: 604_800 });
    await timers.tickAsync(3_599_999);
    assert.equal(waiting.end(), undefined);
    await timers.tickAsync(1);
    assert.equal(waiting.end()?.at, 3_600_000);
  });
});
