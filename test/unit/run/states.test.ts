import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../provider/index.js";
import { isInState, parseStates, unknownStates } from "../../../provider/run/states.js";

describe("parseStates", () => {
  it("returns one state or several as a list, keeps unknown ones, and returns undefined for undefined", () => {
    assert.equal(parseStates("state", undefined), undefined);
    assert.deepEqual(parseStates("state", "DONE"), ["DONE"]);
    assert.deepEqual(parseStates("state", ["DONE", "PAUSED", "x"]), ["DONE", "PAUSED", "x"]);
  });

  const CASES: readonly (readonly [unknown, string])[] = [
    ["", '""'],
    [7, "number 7"],
    [[], "[]"],
    [["DONE", ""], '["DONE", ""]'],
    [["DONE", 7, null, undefined], '["DONE", number 7, null, nothing]'],
    [[["DONE"]], "[an array]"],
    [null, "null"],
    ["PAUSED\n", '"PAUSED\\n"'],
    ["ON HOLD", '"ON HOLD"'],
    ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", '"04da6b54-80e4-46f7-96ec-b56ff0331ba9"'],
    ["A".repeat(65), `"${"A".repeat(65)}"`],
  ];
  for (const [value, got] of CASES) {
    it(`refuses ${got}`, () => {
      const rule = 'expectedState must be a state such as "DONE", or a list of one state or more';
      const message = `run: ${rule}, got ${got}`;
      assert.throws(() => parseStates("run: expectedState", value), new InvalidArgumentError(message));
    });
  }
});

describe("parseStates, for a documented state in another case or with white space", () => {
  for (const [value, spelt, got] of [
    ["done", "DONE", '"done"'],
    [" DONE", "DONE", '" DONE"'],
    ["DONE\n", "DONE", '"DONE\\n"'],
    ["IN PROGRESS", "IN_PROGRESS", '"IN PROGRESS"'],
    ["inprogress", "IN_PROGRESS", '"inprogress"'],
    [["DONE", "Dataset-Deleted"], "DATASET_DELETED", '"Dataset-Deleted"'],
  ] as const) {
    it(`names the right spelling of ${got}`, () => {
      const message = `run: state must be spelt "${spelt}", got ${got}`;
      assert.throws(() => parseStates("run: state", value), new InvalidArgumentError(message));
    });
  }
});

describe("unknownStates", () => {
  it("returns nothing for documented states", () => {
    assert.equal(unknownStates(["PENDING", "IN_PROGRESS", "DONE", "FAILED", "DATASET_DELETED"]), undefined);
  });

  it("names each state that is not documented, and those that are", () => {
    assert.equal(
      unknownStates(["DONE", "PAUSED", "x"]),
      'Atlas documents no state "PAUSED" or "x" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)',
    );
  });
});

describe("isInState", () => {
  it("compares states exactly, and is false for a run without a state", () => {
    assert.equal(isInState({ state: "DONE" }, ["FAILED", "DONE"]), true);
    assert.equal(isInState({ state: "PAUSED" }, ["PAUSED"]), true);
    assert.equal(isInState({ state: "done" }, ["DONE"]), false);
    assert.equal(isInState({ state: "DONE\n" }, ["DONE"]), false);
    assert.equal(isInState({ state: "DONE" }, []), false);
    for (const run of [{}, { state: undefined }]) assert.equal(isInState(run, ["DONE", "undefined"]), false);
  });
});
