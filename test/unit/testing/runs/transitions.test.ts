import assert from "node:assert/strict";
import sinon from "sinon";
import { examplePipelineRun, type LocalRun, type RunTransition } from "../../../../provider/testing/index.js";
import { Transitions, type RunPlace } from "../../../../provider/testing/runs/transitions.js";

const { projectId, pipelineName, run } = examplePipelineRun;
const PLACE: RunPlace = { projectId, pipelineName, runId: run._id };

function runWith(...steps: readonly (readonly [afterSeconds: number, state: string])[]): LocalRun {
  const transitions = steps.map(([afterSeconds, state]): RunTransition => ({ afterSeconds, set: { state } }));
  return { ...examplePipelineRun, transitions };
}

describe("Transitions", () => {
  let clock: sinon.SinonFakeTimers;
  let transitions: Transitions;
  let states: unknown[];

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    states = [];
    transitions = new Transitions((place, { state }) => {
      assert.deepEqual(place, PLACE);
      states.push(state);
    });
  });

  afterEach(() => {
    sinon.restore();
  });

  it("happen at their time after the start, and not before", () => {
    transitions.start([runWith([10, "IN_PROGRESS"], [20.5, "DONE"])]);
    clock.tick(9_999);
    assert.deepEqual(states, []);
    clock.tick(1);
    assert.deepEqual(states, ["IN_PROGRESS"]);
    clock.tick(10_499);
    assert.deepEqual(states, ["IN_PROGRESS"]);
    clock.tick(1);
    assert.deepEqual(states, ["IN_PROGRESS", "DONE"]);
    assert.equal(clock.countTimers(), 0);
  });

  it("happen in the order of their times, and at one time in the order of the list", () => {
    transitions.start([runWith([2, "C"], [1, "A"], [1, "B"])]);
    clock.tick(2_000);
    assert.deepEqual(states, ["A", "B", "C"]);
  });

  it("happen at once where they are due", () => {
    transitions.start([runWith([0, "NOW"])]);
    assert.deepEqual(states, ["NOW"]);
  });

  it("count from the start of the server for a run that comes later", () => {
    transitions.start([]);
    clock.tick(15_000);
    transitions.plan(runWith([20, "C"], [15, "B"], [10, "A"]));
    assert.deepEqual(states, ["A", "B"]);
    clock.tick(4_999);
    assert.deepEqual(states, ["A", "B"]);
    clock.tick(1);
    assert.deepEqual(states, ["A", "B", "C"]);
  });

  it("are replaced with their run", () => {
    transitions.start([runWith([10, "OLD"], [20, "OLD"])]);
    transitions.plan(runWith([15, "NEW"]));
    clock.tick(60_000);
    assert.deepEqual(states, ["NEW"]);
  });

  it("are forgotten with their run", () => {
    transitions.start([runWith([10, "OLD"], [20, "OLD"])]);
    transitions.cancel({ ...PLACE, pipelineName: "another" });
    assert.equal(clock.countTimers(), 2);
    transitions.cancel(PLACE);
    assert.equal(clock.countTimers(), 0);
  });

  it("leave no timer behind when they stop, nor set one after", () => {
    transitions.start([runWith([10, "A"], [20, "B"])]);
    transitions.stop();
    assert.equal(clock.countTimers(), 0);
    transitions.plan(runWith([0, "A"], [10, "B"]));
    assert.equal(clock.countTimers(), 0);
    assert.deepEqual(states, []);
  });

  it("are not changed by later changes to what was given", () => {
    const given = runWith([10, "DONE"]);
    transitions.start([given]);
    (given.transitions?.[0]?.set as { state: string }).state = "FAILED";
    clock.tick(10_000);
    assert.deepEqual(states, ["DONE"]);
  });
});
