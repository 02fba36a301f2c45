import assert from "node:assert/strict";
import sinon from "sinon";
import { SingleFlight } from "../../../../provider/atlas/async/single-flight.js";

const REASON = new Error("no longer");

describe("SingleFlight.run", () => {
  it("runs one task for concurrent calls with one key", async () => {
    const flight = new SingleFlight<object>();
    const result = {};
    const task = sinon.fake(() => Promise.resolve(result));
    assert.deepEqual(
      await Promise.all([flight.run("a", task, undefined), flight.run("a", task, undefined)]),
      [result, result],
    );
    assert.equal(task.callCount, 1);
  });

  it("runs one task per key", async () => {
    const flight = new SingleFlight<string>();
    const run = (key: string): Promise<string> => flight.run(key, () => Promise.resolve(key), undefined);
    assert.deepEqual(await Promise.all(["a", "b", "__proto__"].map(run)), ["a", "b", "__proto__"]);
  });

  it("rejects all calls with the error of the task, and runs a new task after it has ended", async () => {
    const flight = new SingleFlight<number>();
    const fail = sinon.fake(() => Promise.reject(REASON));
    const both = [flight.run("a", fail, undefined), flight.run("a", fail, undefined)];
    assert.deepEqual(await Promise.allSettled(both), Array(2).fill({ status: "rejected", reason: REASON }));
    assert.equal(fail.callCount, 1);
    let runs = 0;
    const run = (): Promise<number> => flight.run("a", () => Promise.resolve(++runs), undefined);
    assert.deepEqual([await run(), await run()], [1, 2]);
  });

  context("when a caller's signal is aborted", () => {
    /** A task that ends with its signal only, and the signals of its runs. */
    const endless = (): {
      begin: (signal: AbortSignal | undefined) => Promise<number>;
      signals: (AbortSignal | undefined)[];
    } => {
      const signals: (AbortSignal | undefined)[] = [];
      const begin = (signal: AbortSignal | undefined): Promise<number> => {
        signals.push(signal);
        return new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
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
      const [one, two] = callers.map(({ signal }) => flight.run("a", begin, signal));
      callers[0].abort(REASON);
      await assert.rejects(one ?? Promise.resolve(), REASON);
      assert.deepEqual([signals.length, signals[0]?.aborted], [1, false]);
      callers[1].abort(REASON);
      await assert.rejects(two ?? Promise.resolve(), REASON);
      assert.equal(signals[0]?.aborted, true);
      assert.equal(await flight.run("a", () => Promise.resolve(7), undefined), 7);
    });

    it("resolves for the other callers, in whatever order they came", async () => {
      for (const abortedFirst of [true, false]) {
        const flight = new SingleFlight<number>();
        let finish: (value: number) => void = () => undefined;
        let end: AbortSignal | undefined;
        const begin = (signal: AbortSignal | undefined): Promise<number> => {
          end = signal;
          return new Promise((resolve) => (finish = resolve));
        };
        const caller = new AbortController();
        const signals = abortedFirst ? [caller.signal, undefined] : [undefined, caller.signal];
        const calls = signals.map((signal) => flight.run("a", begin, signal));
        caller.abort(REASON);
        await assert.rejects(calls[abortedFirst ? 0 : 1] ?? Promise.resolve(), REASON);
        // A caller without a signal needs none: the task is never aborted.
        assert.equal(end?.aborted, abortedFirst ? false : undefined);
        finish(7);
        assert.equal(await calls[abortedFirst ? 1 : 0], 7);
      }
    });

    it("begins no task if that was before the call", async () => {
      const begin = sinon.fake(() => Promise.resolve(7));
      await assert.rejects(new SingleFlight<number>().run("a", begin, AbortSignal.abort(REASON)), REASON);
      assert.equal(begin.callCount, 0);
    });

    it("keeps the next task of the key when the aborted one ends late", async () => {
      const flight = new SingleFlight<number>();
      let endLate: (value: number) => void = () => undefined;
      const caller = new AbortController();
      const first = flight.run("a", () => new Promise((resolve) => (endLate = resolve)), caller.signal);
      caller.abort(REASON);
      await assert.rejects(first, REASON);
      const begin = sinon.fake(() => new Promise<number>(() => undefined));
      void flight.run("a", begin, undefined);
      endLate(1);
      await new Promise((resolve) => setImmediate(resolve));
      void flight.run("a", begin, undefined);
      assert.equal(begin.callCount, 1);
    });
  });

  it("does not abort a task that has ended", async () => {
    let end: AbortSignal | undefined;
    const { signal } = new AbortController();
    await new SingleFlight<number>().run("a", (given) => Promise.resolve(((end = given), 7)), signal);
    assert.equal(end?.aborted, false);
  });
});
