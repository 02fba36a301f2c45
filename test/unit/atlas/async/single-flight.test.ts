import assert from "node:assert/strict";
import sinon from "sinon";
import { SingleFlight } from "../../../../provider/atlas/async/single-flight.js";

describe("InFlight", () => {
  it("runs one task for all who ask for a key while it runs", async () => {
    const inFlight = new SingleFlight<object>();
    const result = {};
    const task = sinon.fake(() => Promise.resolve(result));
    const [one, two] = await Promise.all([
      inFlight.run("a", task, undefined),
      inFlight.run("a", task, undefined),
    ]);
    assert.equal(one, result);
    assert.equal(two, result);
    assert.equal(task.callCount, 1);
  });

  it("runs the tasks of different keys on their own", async () => {
    const inFlight = new SingleFlight<string>();
    const run = (key: string): Promise<string> => inFlight.run(key, () => Promise.resolve(key), undefined);
    assert.deepEqual(await Promise.all(["a", "b", "__proto__"].map(run)), ["a", "b", "__proto__"]);
  });

  it("serves nothing that has ended", async () => {
    const inFlight = new SingleFlight<number>();
    let runs = 0;
    const run = (): Promise<number> => inFlight.run("a", () => Promise.resolve(++runs), undefined);
    assert.deepEqual([await run(), await run(), await run()], [1, 2, 3]);
  });

  it("gives a failure to all who wait for it, and runs the next task anew", async () => {
    const inFlight = new SingleFlight<number>();
    const reason = new Error("failed");
    const fail = sinon.fake(() => Promise.reject(reason));
    const both = await Promise.allSettled([
      inFlight.run("a", fail, undefined),
      inFlight.run("a", fail, undefined),
    ]);
    assert.deepEqual(both, Array(2).fill({ status: "rejected", reason }));
    assert.equal(fail.callCount, 1);
    assert.equal(await inFlight.run("a", () => Promise.resolve(7), undefined), 7);
  });

  context("when a signal is aborted", () => {
    const reason = new Error("no longer");
    /** A task that never ends by itself, and what its signal is. */
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

    it("ends the wait of that reader alone", async () => {
      const inFlight = new SingleFlight<number>();
      let finish: (value: number) => void = () => undefined;
      const begin = (): Promise<number> => new Promise((resolve) => (finish = resolve));
      const controller = new AbortController();
      const [one, two] = [
        inFlight.run("a", begin, controller.signal),
        inFlight.run("a", begin, new AbortController().signal),
      ];
      controller.abort(reason);
      await assert.rejects(one, reason);
      finish(7);
      assert.equal(await two, 7);
    });

    it("ends the task with its last reader, and begins anew for the next", async () => {
      const inFlight = new SingleFlight<number>();
      const { begin, signals } = endless();
      const controllers = [new AbortController(), new AbortController()] as const;
      const readers = controllers.map(({ signal }) => inFlight.run("a", begin, signal));
      controllers[0].abort(reason);
      await assert.rejects(readers[0] ?? Promise.resolve(), reason);
      assert.deepEqual([signals.length, signals[0]?.aborted], [1, false]);
      controllers[1].abort(reason);
      await assert.rejects(readers[1] ?? Promise.resolve(), reason);
      assert.equal(signals[0]?.aborted, true);
      assert.equal(await inFlight.run("a", () => Promise.resolve(7), undefined), 7);
    });

    it("does not end the task of a reader without a signal", async () => {
      const inFlight = new SingleFlight<number>();
      const { begin, signals } = endless();
      const controller = new AbortController();
      const [one, forever] = [
        inFlight.run("a", begin, controller.signal),
        inFlight.run("a", begin, undefined),
      ];
      forever.catch(() => undefined);
      controller.abort(reason);
      await assert.rejects(one, reason);
      assert.equal(signals[0]?.aborted, false);
    });

    it("begins nothing for a reader who is too late", async () => {
      const begin = sinon.fake(() => Promise.resolve(7));
      await assert.rejects(new SingleFlight<number>().run("a", begin, AbortSignal.abort(reason)), reason);
      assert.equal(begin.callCount, 0);
    });

    it("keeps the next task of the key when an abandoned one ends late", async () => {
      const inFlight = new SingleFlight<number>();
      let endLate: (value: number) => void = () => undefined;
      const controller = new AbortController();
      const first = inFlight.run("a", () => new Promise((resolve) => (endLate = resolve)), controller.signal);
      controller.abort(reason);
      await assert.rejects(first, reason);
      const begin = sinon.fake(() => new Promise<number>(() => undefined));
      void inFlight.run("a", begin, undefined);
      endLate(1);
      await new Promise((resolve) => setImmediate(resolve));
      void inFlight.run("a", begin, undefined);
      assert.equal(begin.callCount, 1);
    });

    it("gives no signal to a task that is begun by a reader without one", async () => {
      const inFlight = new SingleFlight<number>();
      const begin = sinon.fake((_signal: AbortSignal | undefined) => Promise.resolve(7));
      await inFlight.run("a", begin, undefined);
      assert.deepEqual(begin.firstCall.args, [undefined]);
    });
  });
});
