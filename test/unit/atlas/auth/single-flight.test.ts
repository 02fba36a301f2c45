import assert from "node:assert/strict";
import sinon from "sinon";
import { SingleFlight } from "../../../../provider/atlas/auth/single-flight.js";

const REASON = new Error("no longer");

/** A signal that is never aborted. */
const { signal: NEVER } = new AbortController();

describe("SingleFlight.run", () => {
  it("runs one task for concurrent calls", async () => {
    const flight = new SingleFlight<object>();
    const result = {};
    const task = sinon.fake(() => Promise.resolve(result));
    assert.deepEqual(await Promise.all([flight.run(task, NEVER), flight.run(task, NEVER)]), [result, result]);
    assert.equal(task.callCount, 1);
  });

  it("rejects all calls with the error of the task, and runs a new task after it has ended", async () => {
    const flight = new SingleFlight<number>();
    const fail = sinon.fake(() => Promise.reject(REASON));
    const both = [flight.run(fail, NEVER), flight.run(fail, NEVER)];
    assert.deepEqual(await Promise.allSettled(both), Array(2).fill({ status: "rejected", reason: REASON }));
    assert.equal(fail.callCount, 1);
    let runs = 0;
    const run = (): Promise<number> => flight.run(() => Promise.resolve(++runs), NEVER);
    assert.deepEqual([await run(), await run()], [1, 2]);
  });

  context("when a caller's signal is aborted", () => {
    /** A task that ends with its signal only, and the signals of its runs. */
    const endless = (): { begin: (signal: AbortSignal) => Promise<number>; signals: AbortSignal[] } => {
      const signals: AbortSignal[] = [];
      const begin = (signal: AbortSignal): Promise<number> => {
        signals.push(signal);
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("ended"));
          });
        });
      };
      return { begin, signals };
    };

    it("aborts the task with the last caller, and runs a new task for the next", async () => {
      const flight = new SingleFlight<number>();
      const { begin, signals } = endless();
      const callers = [new AbortController(), new AbortController()] as const;
      const [one, two] = callers.map(({ signal }) => flight.run(begin, signal));
      callers[0].abort(REASON);
      await assert.rejects(one ?? Promise.resolve(), REASON);
      assert.deepEqual([signals.length, signals[0]?.aborted], [1, false]);
      callers[1].abort(REASON);
      await assert.rejects(two ?? Promise.resolve(), REASON);
      assert.equal(signals[0]?.aborted, true);
      assert.equal(await flight.run(() => Promise.resolve(7), NEVER), 7);
    });

    it("resolves for the other callers, in whatever order they came", async () => {
      for (const aborted of [0, 1]) {
        const flight = new SingleFlight<number>();
        let finish: (value: number) => void = () => undefined;
        let end: AbortSignal | undefined;
        const begin = (signal: AbortSignal): Promise<number> => {
          end = signal;
          return new Promise((resolve) => (finish = resolve));
        };
        const callers = [new AbortController(), new AbortController()];
        const calls = callers.map(({ signal }) => flight.run(begin, signal));
        callers[aborted]?.abort(REASON);
        await assert.rejects(calls[aborted] ?? Promise.resolve(), REASON);
        finish(7);
        assert.deepEqual([await calls[1 - aborted], end?.aborted], [7, false]);
      }
    });

    it("begins no task if that was before the call", async () => {
      const begin = sinon.fake(() => Promise.resolve(7));
      await assert.rejects(new SingleFlight<number>().run(begin, AbortSignal.abort(REASON)), REASON);
      assert.equal(begin.callCount, 0);
    });

    it("keeps the next task when the aborted one ends late", async () => {
      const flight = new SingleFlight<number>();
      let endLate: (value: number) => void = () => undefined;
      const caller = new AbortController();
      const first = flight.run(() => new Promise((resolve) => (endLate = resolve)), caller.signal);
      caller.abort(REASON);
      await assert.rejects(first, REASON);
      const begin = sinon.fake(() => new Promise<number>(() => undefined));
      void flight.run(begin, NEVER);
      endLate(1);
      await new Promise((resolve) => setImmediate(resolve));
      void flight.run(begin, NEVER);
      assert.equal(begin.callCount, 1);
    });
  });
});
