import assert from "node:assert/strict";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { Turns } from "../../../../provider/atlas/client/turns.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { response } from "../../../helpers/fake-send.js";

const NEVER = new AbortController().signal;
const result = (outcome: RetryResult["outcome"], elapsedSeconds: number): RetryResult => ({
  outcome,
  attempts: 3,
  elapsedSeconds,
  dueDelaySeconds: undefined,
});
const SILENT = { error: new TransportError("deadline", "no complete answer within 100 s", false) };

describe("Turns", () => {
  let now: number;
  let begun: string[];

  beforeEach(() => {
    now = 0;
    begun = [];
  });

  const turns = (maxConcurrentReads: number): Turns =>
    new Turns({
      maxConcurrentReads,
      retryTimeoutSeconds: 100,
      clock: { now: () => now * 1000, sleep: () => Promise.resolve(), random: () => 0 },
    });
  const start = (
    queue: Turns,
    name: string,
    signal = NEVER,
  ): { done: Promise<RetryResult>; end: (result: RetryResult) => void } => {
    let end: (result: RetryResult) => void = () => undefined;
    const ended = new Promise<RetryResult>((resolve) => (end = resolve));
    const done = queue.run(() => {
      begun.push(name);
      return ended;
    }, signal);
    return { done, end };
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it("gives what the read comes to", async () => {
    const expected = result({ response: response(200) }, 1);
    assert.equal(await turns(1).run(() => Promise.resolve(expected), NEVER), expected);
  });

  for (const [name, outcome] of [
    ["no answer", SILENT],
    ["503", { response: response(503) }],
  ] as const) {
    it(`ends the wait of all when a read got ${name} in all its time`, async () => {
      const queue = turns(1);
      const [one, two, three] = [start(queue, "one"), start(queue, "two"), start(queue, "three")];
      await settle();
      now = 100;
      one.end(result(outcome, 100));
      await one.done;
      for (const { done } of [two, three]) {
        const { outcome: theirs, ...rest } = await done;
        assert.ok("error" in theirs && theirs.error instanceof TransportError);
        const { kind, message, retryable } = theirs.error;
        const expected = "waited 100.0 s for its turn, while none of 1 reads at once was answered";
        assert.deepEqual([kind, message, retryable], ["deadline", expected, false]);
        assert.deepEqual(rest, { attempts: 0, elapsedSeconds: 100, dueDelaySeconds: undefined });
      }
      assert.deepEqual(begun, ["one"]);
      assert.equal((await queue.run(() => Promise.resolve(result(SILENT, 0)), NEVER)).attempts, 3);
    });
  }

  it("lets them wait on when another read was answered meanwhile", async () => {
    const queue = turns(2);
    const [slow, quick] = [start(queue, "slow"), start(queue, "quick")];
    const next = start(queue, "next");
    await settle();
    now = 60;
    quick.end(result({ response: response(404) }, 60));
    await settle();
    const last = start(queue, "last");
    now = 100;
    slow.end(result(SILENT, 100));
    await settle();
    assert.deepEqual(begun, ["slow", "quick", "next", "last"]);
    next.end(result({ response: response(200) }, 1));
    last.end(result({ response: response(200) }, 1));
    assert.ok("response" in (await last.done).outcome);
  });

  it("lets one wait on that has only come when a read got no answer in all its time", async () => {
    const queue = turns(1);
    const [one, early] = [start(queue, "one"), start(queue, "early")];
    now = 51;
    start(queue, "late");
    await settle();
    now = 100;
    one.end(result(SILENT, 100));
    assert.equal((await early.done).attempts, 0);
    await settle();
    assert.deepEqual(begun, ["one", "late"]);
  });

  it("lets them wait on after a read that failed soon", async () => {
    const queue = turns(1);
    const [one] = [start(queue, "one"), start(queue, "two")];
    await settle();
    one.end(result({ response: response(429) }, 0.1));
    await settle();
    assert.deepEqual(begun, ["one", "two"]);
  });

  it("lets them wait on after a read that was given up", async () => {
    const queue = turns(1);
    const controller = new AbortController();
    const [one] = [start(queue, "one", controller.signal), start(queue, "two")];
    await settle();
    now = 90;
    controller.abort(new Error("no longer"));
    one.end(result({ error: controller.signal.reason }, 90));
    await settle();
    assert.deepEqual(begun, ["one", "two"]);
  });

  it("ends the wait of one whose signal is aborted, with its reason", async () => {
    const queue = turns(1);
    start(queue, "one");
    const controller = new AbortController();
    const two = start(queue, "two", controller.signal);
    const reason = new Error("no longer");
    controller.abort(reason);
    await assert.rejects(two.done, reason);
  });
});
