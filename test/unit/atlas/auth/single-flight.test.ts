import assert from "node:assert/strict";
import { SingleFlight } from "../../../../provider/atlas/auth/single-flight.js";

const REASON = new Error("no longer");

/** A signal that is never aborted. */
const { signal: NEVER } = new AbortController();

describe("SingleFlight.run, when a caller's signal is aborted", () => {
  let flight: SingleFlight<number>;
  /** The tasks that were begun. */
  let begun: { readonly signal: AbortSignal; readonly finish: (value: number) => void }[];

  beforeEach(() => {
    flight = new SingleFlight();
    begun = [];
  });

  const run = (caller: AbortSignal): Promise<number> =>
    flight.run((signal) => new Promise((finish) => begun.push({ signal, finish })), caller);

  for (const aborted of [0, 1]) {
    it(`resolves for the other caller if it is caller ${aborted}`, async () => {
      const callers = [new AbortController(), new AbortController()];
      const calls = callers.map(({ signal }) => run(signal));
      callers[aborted]?.abort(REASON);
      await assert.rejects(calls[aborted] ?? Promise.resolve(), REASON);
      begun[0]?.finish(7);
      assert.deepEqual([await calls[1 - aborted], begun[0]?.signal.aborted, begun.length], [7, false, 1]);
    });
  }

  it("aborts the task with the last caller, and keeps the next one however late the first ends", async () => {
    const caller = new AbortController();
    const first = run(caller.signal);
    caller.abort(REASON);
    await assert.rejects(first, REASON);
    assert.equal(begun[0]?.signal.aborted, true);
    void run(NEVER);
    begun[0].finish(1);
    await new Promise((resolve) => setImmediate(resolve));
    void run(NEVER);
    assert.equal(begun.length, 2);
  });

  it("begins no task if that was before the call", async () => {
    await assert.rejects(run(AbortSignal.abort(REASON)), REASON);
    assert.equal(begun.length, 0);
  });
});
