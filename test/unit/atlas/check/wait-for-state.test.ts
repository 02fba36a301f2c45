import assert from "node:assert/strict";
import sinon from "sinon";
import {
  AtlasApiError,
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  type RunStateError,
} from "../../../../provider/index.js";
import { abortable } from "../../../../provider/atlas/async/abort.js";
import { waitForState } from "../../../../provider/atlas/check/wait-for-state.js";
import { type RunFields } from "../../../../provider/atlas/codec/run.js";
import { NAME, facts, REF, runIn, WHAT } from "../../../helpers/responses.js";

/** What a read comes to, or how long it takes and what it comes to then. */
type Read = RunFields | Error | { readonly takesMs: number; readonly then: RunFields | Error };

/** The last of the reads is repeated without an end. */
type Reads = readonly [Read, ...Read[]];

interface WaitSetup {
  readonly expected?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal | undefined;
}

/** A wait on the faked timers, and what it has done so far. Times are milliseconds since it began. */
interface Waiting {
  readonly lines: readonly string[];
  readonly readsAt: readonly number[];
  /** How and when it ended, once it has. */
  end?: { readonly at: number; readonly run?: RunFields; readonly error?: unknown };
}

/** Begins to wait for DONE. */
function startWaiting(
  reads: Reads,
  { expected = ["DONE"], timeoutSeconds = 1800, signal }: WaitSetup = {},
): Waiting {
  const [lines, readsAt]: [string[], number[]] = [[], []];
  const waiting: Waiting = { lines, readsAt };
  const readOnce = async (): Promise<RunFields> => {
    const next = reads[Math.min(readsAt.length, reads.length - 1)] ?? reads[0];
    readsAt.push(Date.now());
    if ("takesMs" in next) await new Promise((resolve) => setTimeout(resolve, next.takesMs));
    const found = "takesMs" in next ? next.then : next;
    if (found instanceof Error) throw found;
    return found;
  };
  void waitForState({
    ref: REF,
    expected,
    wait: { timeoutSeconds, pollIntervalSeconds: 15 },
    read: (end) => abortable(readOnce(), end),
    say: (line) => void lines.push(line),
    signal,
  }).then(
    (run) => (waiting.end = { at: Date.now(), run }),
    (error: unknown) => (waiting.end = { at: Date.now(), error }),
  );
  return waiting;
}

const isOpen = ({ end }: Waiting): boolean => end === undefined;

const CHANGED = "2025-05-04T09:42:00Z";
const PENDING = runIn("PENDING", { phase: "SNAPSHOT", lastUpdatedDate: CHANGED });
const DONE = runIn("DONE");
const NEVER: Read = { takesMs: 3_600_000, then: DONE };

describe("waitForState", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  });

  const slow = { takesMs: 40_000, then: PENDING };
  const ENDS: readonly (readonly [string, Reads, readonly string[], readonly number[], ends: number])[] = [
    ["an expected state at once", [DONE], ["DONE"], [0], 0],
    ["an expected state later", [PENDING, runIn(), DONE], ["DONE"], [0, 15_000, 30_000], 30_000],
    ["the second expected state", [PENDING, runIn("FAILED")], ["DONE", "FAILED"], [0, 15_000], 15_000],
    ["an expected state that is not final", [PENDING, runIn("X")], ["X"], [0, 15_000], 15_000],
    [
      "a state after slow reads, which never overlap",
      [slow, slow, DONE],
      ["DONE"],
      [0, 55_000, 110_000],
      110_000,
    ],
  ];
  for (const [name, reads, expected, readsAt, at] of ENDS) {
    it(`resolves with ${name}, and reads no further`, async () => {
      const waiting = startWaiting(reads, { expected });
      await timers.tickAsync(300_000);
      assert.deepEqual(waiting.end, { at, run: reads.at(-1) });
      assert.deepEqual([waiting.readsAt, timers.countTimers()], [readsAt, 0]);
    });
  }

  for (const [state, expected] of [
    ["FAILED", ["DONE"]],
    ["DATASET_DELETED", ["DONE"]],
    ["DONE", ["FAILED", "DATASET_DELETED"]],
  ] as const) {
    it(`rejects at once on ${state} where ${expected.join(" or ")} is expected`, async () => {
      const waiting = startWaiting([PENDING, runIn(state)], { expected });
      await timers.tickAsync(60_000);
      const text = `RunStateError: ${state}, expected ${expected.join(" or ")}: ${WHAT} [UNEXPECTED_STATE]`;
      assert.deepEqual([waiting.end?.at, String(waiting.end?.error)], [15_000, text]);
      assert.deepEqual([waiting.readsAt, timers.countTimers()], [[0, 15_000], 0]);
    });
  }

  context("when a read fails", () => {
    for (const failure of [
      new AtlasNetworkError("NETWORK", "again"),
      new AtlasNetworkError("TIMEOUT", "again"),
      new AtlasError("RATE_LIMITED", "again"),
      new AtlasError("SERVER_ERROR", "again"),
    ]) {
      it(`waits on after ${failure.code}, and says so`, async () => {
        const waiting = startWaiting([failure, failure, runIn("PENDING"), DONE]);
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.end, { at: 45_000, run: DONE });
        assert.deepEqual(waiting.lines, [
          `read failed (${failure.code}), 0 s of 30 min: ${NAME}`,
          `PENDING, 30 s of 30 min: ${NAME}`,
          `DONE after 45 s: ${NAME}`,
        ]);
      });
    }

    // A mistake in the settings, unless a read has succeeded before.
    for (const failure of [
      new AtlasNetworkError("NETWORK", "no such host", { retryable: false }),
      new AtlasContentError("UNEXPECTED_CONTENT", "media type text/html", { status: 200 }),
      new AtlasApiError("REDIRECTED", "redirect", { status: 302 }),
      new AtlasApiError("UNEXPECTED_STATUS", "teapot", { status: 418 }),
    ]) {
      it(`rejects at once with ${failure.message}, but waits on after a read that has succeeded`, async () => {
        const first = startWaiting([failure, DONE]);
        const later = startWaiting([PENDING, failure, DONE]);
        await timers.tickAsync(60_000);
        assert.deepEqual([first.readsAt, first.end?.error], [[0], failure]);
        assert.deepEqual(later.end, { at: 30_000, run: DONE });
      });
    }

    for (const failure of [
      new AtlasApiError("NOT_FOUND", "no such run", { status: 404 }),
      new AtlasApiError("UNAUTHORIZED", "who are you", { status: 401 }),
      new AtlasApiError("FORBIDDEN", "no role", { status: 403 }),
      new AtlasApiError("GONE", "no more", { status: 410 }),
      new AtlasContentError("DECODE", "state: expected a string", { status: 200 }),
      new TypeError("NETWORK"),
    ]) {
      it(`rejects at once with ${failure.message}`, async () => {
        const waiting = startWaiting([PENDING, failure]);
        await timers.tickAsync(60_000);
        assert.deepEqual(waiting.end, { at: 15_000, error: failure });
        assert.deepEqual([waiting.readsAt, timers.countTimers()], [[0, 15_000], 0]);
      });
    }
  });

  context("when the deadline comes", () => {
    const POLLS = [0, 15_000, 30_000, 40_000];
    const LIMIT = "after waiting 40 s (wait.timeoutSeconds), expected";
    const SEEN = `PENDING (SNAPSHOT) ${LIMIT} DONE: ${WHAT}; last changed at ${CHANGED}`;
    const failed = (message: string): Error => new AtlasNetworkError("NETWORK", message);
    const first = runIn("PENDING");
    const CASES: readonly (readonly [string, Reads, readonly number[], ends: number, string])[] = [
      ["in a delay", [PENDING], POLLS, 40_000, SEEN],
      ["in a read that does not end", [PENDING, NEVER], [0, 15_000], 45_000, SEEN],
      ["in a read that ends then", [PENDING, { takesMs: 25_000, then: PENDING }], [0, 15_000], 40_000, SEEN],
      ["before any read has ended", [NEVER], [0], 45_000, `not read ${LIMIT} DONE: ${WHAT}`],
      [
        "after reads that all failed",
        [failed("first"), failed("second")],
        POLLS,
        40_000,
        `not read ${LIMIT} DONE: last read: second [NETWORK]`,
      ],
      [
        "after a failure",
        [first, PENDING, failed("no route")],
        POLLS,
        40_000,
        `PENDING (SNAPSHOT) ${LIMIT} DONE: last read: no route [NETWORK]`,
      ],
      ["after a failure and a success", [first, failed("no route"), PENDING], POLLS, 40_000, SEEN],
      ["for a run without a state", [runIn()], POLLS, 40_000, `no state ${LIMIT} DONE: ${WHAT}`],
    ];
    for (const [when, reads, readsAt, endsAt, message] of CASES) {
      it(`rejects with what was seen last: ${when}`, async () => {
        const waiting = startWaiting(reads, { timeoutSeconds: 40 });
        await timers.tickAsync(endsAt - 1);
        assert.ok(isOpen(waiting));
        await timers.tickAsync(1);
        assert.deepEqual(
          [waiting.end?.at, String(waiting.end?.error)],
          [endsAt, `RunStateError: ${message} [WAIT_TIMEOUT]`],
        );
        await timers.tickAsync(4_000_000);
        assert.deepEqual([waiting.readsAt, timers.countTimers()], [readsAt, 0]);
      });
    }

    it("reads a last time, which may find the run in its state", async () => {
      const reads = [PENDING, PENDING, PENDING, { takesMs: 4_000, then: DONE }] as const;
      const waiting = startWaiting(reads, { timeoutSeconds: 40 });
      await timers.tickAsync(60_000);
      assert.deepEqual([waiting.readsAt, waiting.end], [POLLS, { at: 44_000, run: DONE }]);
    });

    it("reads a last time instead of just before", async () => {
      const waiting = startWaiting([PENDING], { timeoutSeconds: 31 });
      await timers.tickAsync(60_000);
      assert.deepEqual(waiting.readsAt, [0, 15_000, 31_000]);
    });

    it("has the state, the phase and the expectation as fields of the error", async () => {
      const expected = ["DONE", "X"];
      const waiting = startWaiting([PENDING], { timeoutSeconds: 1, expected });
      await timers.tickAsync(6000);
      const { message, ...own } = facts(waiting.end?.error as RunStateError);
      const found = { state: "PENDING", phase: "SNAPSHOT" };
      assert.deepEqual(own, { name: "RunStateError", code: "WAIT_TIMEOUT", expected, ...found });
      assert.match(String(message), /expected DONE or X: /);
    });
  });

  context("when it is cancelled", () => {
    const REASON = new AtlasError("CANCELLED", "cancelled while waiting");

    const CASES: readonly (readonly [string, Reads, number, readonly number[]])[] = [
      ["in a delay", [PENDING], 20_000, [0, 15_000]],
      ["in a read", [PENDING, NEVER], 20_000, [0, 15_000]],
      ["in the first read", [NEVER], 0, [0]],
    ];
    for (const [when, reads, at, readsAt] of CASES) {
      it(`rejects at once with the reason, and reads no more: ${when}`, async () => {
        const controller = new AbortController();
        const waiting = startWaiting(reads, { signal: controller.signal });
        await timers.tickAsync(at);
        assert.ok(isOpen(waiting));
        controller.abort(REASON);
        await timers.tickAsync(0);
        assert.deepEqual(waiting.end, { at, error: REASON });
        await timers.tickAsync(4_000_000);
        assert.deepEqual([waiting.readsAt, waiting.end.error, timers.countTimers()], [readsAt, REASON, 0]);
      });
    }

    it("rejects at once with the reason if that was before", async () => {
      const waiting = startWaiting([DONE], { signal: AbortSignal.abort(REASON) });
      await timers.tickAsync(0);
      assert.deepEqual(waiting.end, { at: 0, error: REASON });
    });
  });
});
