import assert from "node:assert/strict";
import { Limiter } from "../../../../provider/atlas/client/limiter.js";

interface Task {
  readonly done: Promise<number>;
  readonly end: (error?: Error) => void;
}

const NEVER = new AbortController().signal;

/** Lets everything run that can. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Limiter", () => {
  let begun: number[];

  beforeEach(() => {
    begun = [];
  });

  const start = (limiter: Limiter, id: number, signal = NEVER): Task => {
    let end: Task["end"] = () => undefined;
    const ended = new Promise<number>((resolve, reject) => {
      end = (error) => {
        if (error) reject(error);
        else resolve(id * 10);
      };
    });
    const done = limiter.run(
      () => {
        begun.push(id);
        return ended;
      },
      signal,
      id,
    );
    return { done, end };
  };

  it("runs as many tasks at once as it may, and begins the others in their order", async () => {
    const limiter = new Limiter(2);
    const [one, two, three, four] = [1, 2, 3, 4].map((id) => start(limiter, id)) as [Task, Task, Task, Task];
    await settle();
    assert.deepEqual(begun, [1, 2]);
    two.end();
    assert.equal(await two.done, 20);
    await settle();
    assert.deepEqual(begun, [1, 2, 3]);
    one.end();
    three.end();
    await settle();
    assert.deepEqual(begun, [1, 2, 3, 4]);
    four.end();
    assert.deepEqual(await Promise.all([one.done, three.done, four.done]), [10, 30, 40]);
  });

  it("gives a place on after a failure", async () => {
    const limiter = new Limiter(1);
    const [one, two] = [start(limiter, 1), start(limiter, 2)];
    const failure = new Error("failed");
    one.end(failure);
    await assert.rejects(one.done, failure);
    await settle();
    assert.deepEqual(begun, [1, 2]);
    two.end();
    assert.equal(await two.done, 20);
  });

  it("gives a place on after a task that throws before it returns a promise", async () => {
    const limiter = new Limiter(1);
    const failure = new Error("failed");
    const thrown = limiter.run(
      () => {
        throw failure;
      },
      NEVER,
      0,
    );
    await assert.rejects(thrown, failure);
    assert.equal(await limiter.run(() => Promise.resolve(7), NEVER, 0), 7);
  });

  it("has all its places again when everything has ended, and no more than these", async () => {
    const limiter = new Limiter(2);
    const first = [1, 2, 3, 4, 5].map((id) => start(limiter, id));
    for (const { end } of first) end();
    await Promise.all(first.map(({ done }) => done));
    begun = [];
    const second = [6, 7, 8].map((id) => start(limiter, id));
    await settle();
    assert.deepEqual(begun, [6, 7]);
    for (const { end } of second) end();
    await Promise.all(second.map(({ done }) => done));
    assert.deepEqual(begun, [6, 7, 8]);
  });

  context("when a signal is aborted", () => {
    const reason = new Error("no longer");

    it("sends the one away who waits with it, and keeps the order of the others", async () => {
      const limiter = new Limiter(1);
      const controller = new AbortController();
      const one = start(limiter, 1);
      const [two, three] = [start(limiter, 2, controller.signal), start(limiter, 3)];
      controller.abort(reason);
      await assert.rejects(two.done, reason);
      one.end();
      await settle();
      assert.deepEqual(begun, [1, 3]);
      three.end();
      assert.equal(await three.done, 30);
      assert.equal(await limiter.run(() => Promise.resolve(7), NEVER, 0), 7);
    });

    it("begins nothing that was too late, and loses no place by that", async () => {
      const limiter = new Limiter(1);
      await assert.rejects(start(limiter, 1, AbortSignal.abort(reason)).done, reason);
      assert.equal(await limiter.run(() => Promise.resolve(7), NEVER, 0), 7);
      assert.deepEqual(begun, []);
    });

    it("leaves a task that has begun to itself", async () => {
      const limiter = new Limiter(1);
      const controller = new AbortController();
      const one = start(limiter, 1, controller.signal);
      controller.abort(reason);
      one.end();
      assert.equal(await one.done, 10);
    });
  });

  it("sends all away who have come up to a time and wait, and none that has begun", async () => {
    const limiter = new Limiter(1);
    const [one, two, three, four] = [1, 2, 3, 4].map((id) => start(limiter, id)) as [Task, Task, Task, Task];
    const reason = new Error("dismissed");
    limiter.dismiss(reason, 3);
    const outcomes = await Promise.allSettled([two.done, three.done]);
    assert.deepEqual(outcomes, Array(2).fill({ status: "rejected", reason }));
    one.end();
    assert.equal(await one.done, 10);
    four.end();
    assert.equal(await four.done, 40);
    assert.equal(await limiter.run(() => Promise.resolve(7), NEVER, 0), 7);
  });
});
