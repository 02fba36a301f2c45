import assert from "node:assert/strict";
import sinon from "sinon";
import { examplePipelineRun, type LocalRun, type RunTransition } from "../../../../provider/testing/index.js";
import { RunStore, type RunPlace } from "../../../../provider/testing/runs/run-store.js";

const { projectId, pipelineName, run } = examplePipelineRun;
const PLACE: RunPlace = { projectId, pipelineName, runId: run._id };

function runWith(...steps: readonly (readonly [afterSeconds: number, state: string])[]): LocalRun {
  const transitions = steps.map(([afterSeconds, state]): RunTransition => ({ afterSeconds, set: { state } }));
  return { ...examplePipelineRun, transitions };
}

describe("RunStore", () => {
  let clock: sinon.SinonFakeTimers;
  let store: RunStore;
  let states: unknown[];

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    states = [];
    store = new RunStore((place, { state }) => {
      assert.deepEqual(place, PLACE);
      assert.equal(store.project(projectId)?.get(pipelineName)?.get(run._id)?.state, state);
      states.push(state);
    });
  });

  const add = (...runs: readonly LocalRun[]): void => {
    for (const each of runs) store.set(each);
  };

  it("applies a transition at its time after the first read, and not before", () => {
    add(runWith([10, "IN_PROGRESS"], [20.5, "DONE"]));
    clock.tick(60_000);
    store.read(PLACE);
    clock.tick(9_999);
    assert.deepEqual(states, []);
    clock.tick(1);
    assert.deepEqual(states, ["IN_PROGRESS"]);
    store.read(PLACE);
    clock.tick(10_500);
    assert.deepEqual(states, ["IN_PROGRESS", "DONE"]);
    assert.equal(clock.countTimers(), 0);
  });

  it("applies transitions in the order of their times, and at one time in the order of the list", () => {
    add(runWith([2, "C"], [1, "A"], [1, "B"]));
    store.read(PLACE);
    clock.tick(2_000);
    assert.deepEqual(states, ["A", "B", "C"]);
  });

  it("replaces the transitions of a run that is set, and keeps those of one that is updated", () => {
    add(runWith([10, "OLD"], [20, "OLD"]));
    store.read(PLACE);
    store.set(runWith([15, "NEW"]));
    store.read(PLACE);
    store.update(PLACE, { phase: "EXPORT" });
    clock.tick(60_000);
    assert.deepEqual(states, ["NEW"]);
  });

  it("forgets the transitions of a run that is removed, and of no other run", () => {
    add(runWith([10, "OLD"], [20, "OLD"]), { ...examplePipelineRun, pipelineName: "another" });
    store.read(PLACE);
    store.remove({ ...PLACE, pipelineName: "another" });
    assert.equal(clock.countTimers(), 2);
    store.remove(PLACE);
    store.read(PLACE);
    assert.equal(clock.countTimers(), 0);
  });

  it("has no timer after stop(), and sets none for a run that was not read before", () => {
    add(runWith([10, "A"], [20, "B"]), { ...runWith([10, "A"]), pipelineName: "another" });
    store.read(PLACE);
    store.stop();
    store.read({ ...PLACE, pipelineName: "another" });
    assert.equal(clock.countTimers(), 0);
    assert.deepEqual(states, []);
  });

  it("copies runs and transitions", () => {
    const given = structuredClone(runWith([10, "DONE"])) as { run: { state: string } } & LocalRun;
    add(given);
    given.run.state = "FAILED";
    (given.transitions?.[0]?.set as { state: string }).state = "FAILED";
    assert.equal(store.project(projectId)?.get(pipelineName)?.get(run._id)?.state, "PENDING");
    store.read(PLACE);
    clock.tick(10_000);
    assert.deepEqual(states, ["DONE"]);
  });

  it("throws for the update or removal of a run that does not exist", () => {
    add(examplePipelineRun);
    const place = { ...PLACE, runId: "ffff" };
    const missing = /^Error: The local Atlas has no run ffff of pipeline "nightly" in project 32b6/;
    assert.throws(() => {
      store.update(place, { state: "DONE" });
    }, missing);
    assert.throws(() => {
      store.remove(place);
    }, missing);
  });
});
