import assert from "node:assert/strict";
import sinon from "sinon";
import { examplePipelineRun, type LocalRun, type RunTransition } from "../../../../provider/testing/index.js";
import { RunStore } from "../../../../provider/testing/runs/run-store.js";

const { projectId, pipelineName, run } = examplePipelineRun;
const PLACE = [projectId, pipelineName, run._id] as const;
const OTHER = [projectId, "another", run._id] as const;

function runWith(...steps: readonly (readonly [afterSeconds: number, state: string])[]): LocalRun {
  const transitions = steps.map(([afterSeconds, state]): RunTransition => ({ afterSeconds, set: { state } }));
  return { ...examplePipelineRun, transitions };
}

describe("RunStore", () => {
  let clock: sinon.SinonFakeTimers;
  let store: RunStore;
  let states: unknown[];
  const read = (): string | undefined => store.run(...PLACE).read().state;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    states = [];
    store = new RunStore((pipeline, runId, { state }) => {
      assert.deepEqual([pipeline, runId, read()], [pipelineName, run._id, state]);
      states.push(state);
    });
  });

  it("applies transitions at their times after the first read, and at one time in the order of the list", () => {
    store.set(runWith([20.5, "C"], [10, "A"], [10, "B"]));
    clock.tick(60_000);
    read();
    clock.tick(9_999);
    assert.deepEqual(states, []);
    clock.tick(1);
    assert.deepEqual(states, ["A", "B"]);
    read();
    clock.tick(10_500);
    assert.deepEqual(states, ["A", "B", "C"]);
    assert.equal(clock.countTimers(), 0);
  });

  it("replaces the transitions of a run that is set, and keeps those of one that is updated", () => {
    store.set(runWith([10, "OLD"], [20, "OLD"]));
    read();
    store.set(runWith([15, "NEW"]));
    read();
    store.run(...PLACE).update({ phase: "EXPORT" });
    clock.tick(60_000);
    assert.deepEqual(states, ["NEW"]);
  });

  it("forgets the transitions of a run that is removed, of no other run, and all at stop()", () => {
    const unread = { ...runWith([10, "NEVER"]), pipelineName: "another" };
    for (const each of [runWith([10, "OLD"], [20, "OLD"]), unread]) store.set(each);
    read();
    store.remove(...OTHER);
    assert.equal(clock.countTimers(), 2);
    store.remove(...PLACE);
    assert.equal(clock.countTimers(), 0);
    for (const each of [runWith([10, "OLD"]), unread]) store.set(each);
    read();
    store.stop();
    store.run(...OTHER).read();
    assert.equal(clock.countTimers(), 0);
  });

  it("copies runs and transitions", () => {
    const given = structuredClone(runWith([10, "DONE"])) as { run: { state: string } } & LocalRun;
    store.set(given);
    given.run.state = "FAILED";
    (given.transitions?.[0]?.set as { state: string }).state = "FAILED";
    assert.equal(read(), "PENDING");
    clock.tick(10_000);
    assert.deepEqual(states, ["DONE"]);
  });

  it("throws for a run that does not exist", () => {
    store.set(examplePipelineRun);
    const missing = /^Error: The local Atlas has no run ffff of pipeline "nightly" in project 32b6/;
    assert.throws(() => store.run(projectId, pipelineName, "ffff"), missing);
    assert.throws(() => {
      store.remove(projectId, pipelineName, "ffff");
    }, missing);
  });
});
