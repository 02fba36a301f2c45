import assert from "node:assert/strict";
import { RunStateError } from "../../../../provider/index.js";
import { describeState, isFinal, unexpectedState } from "../../../../provider/atlas/gate/expected-state.js";
import { ownFields, runIn, WHAT } from "../../../helpers/runs.js";

describe("unexpectedState", () => {
  it("says which run it is, what it is, what was expected and when it last changed", () => {
    const run = runIn("PENDING", { phase: "SNAPSHOT", lastUpdatedDate: "2025-05-04T09:42:00Z" });
    const error = unexpectedState(run, ["DONE"]);
    assert.ok(error instanceof RunStateError);
    assert.equal(
      error.message,
      `${WHAT} is PENDING (phase SNAPSHOT), expected DONE; it last changed at 2025-05-04T09:42:00Z`,
    );
    assert.deepEqual(ownFields(error), {
      name: "RunStateError",
      code: "UNEXPECTED_STATE",
      state: "PENDING",
      phase: "SNAPSHOT",
      expected: ["DONE"],
    });
  });

  it("leaves out what Atlas did not send", () => {
    const error = unexpectedState(runIn(), ["DONE", "FAILED"]);
    assert.equal(error.message, `${WHAT} has no state, expected DONE or FAILED`);
    assert.deepEqual(ownFields(error), {
      name: "RunStateError",
      code: "UNEXPECTED_STATE",
      expected: ["DONE", "FAILED"],
    });
  });

  it("keeps the text of the server on one line in the message, and whole in the fields", () => {
    const state = "X\nerror: all is lost\r\n";
    const error = unexpectedState(runIn(state, { phase: "P\u0085Q" }), ["DONE"]);
    assert.equal(error.message, `${WHAT} is X error: all is lost (phase P Q), expected DONE`);
    assert.equal(error.state, state);
    assert.equal(error.phase, "P\u0085Q");
  });
});

describe("describeState", () => {
  const CASES: readonly (readonly [{ state?: string; phase?: string }, string])[] = [
    [{ state: "DONE" }, "is DONE"],
    [{ state: "IN_PROGRESS", phase: "EXPORT" }, "is IN_PROGRESS (phase EXPORT)"],
    [{ phase: "EXPORT" }, "has no state (phase EXPORT)"],
    [{}, "has no state"],
    [{ state: "A\u2029B\tC" }, "is A B C"],
    [{ state: "x".repeat(40) }, `is ${"x".repeat(40)}`],
    [{ state: "x".repeat(41) }, `is ${"x".repeat(40)}…`],
    [{ phase: "y".repeat(50) }, `has no state (phase ${"y".repeat(40)}…)`],
  ];
  for (const [run, text] of CASES) {
    it(`says ${text}`, () => {
      assert.equal(describeState(run), text);
    });
  }
});

describe("isFinal", () => {
  const CASES: readonly (readonly [string | undefined, boolean])[] = [
    ["PENDING", false],
    ["IN_PROGRESS", false],
    ["DONE", true],
    ["FAILED", true],
    ["DATASET_DELETED", true],
    ["PAUSED", false],
    ["done", false],
    [undefined, false],
  ];
  for (const [state, final] of CASES) {
    it(`holds ${final ? "no hope" : "hope"} for ${state ?? "a run without a state"}`, () => {
      assert.equal(isFinal(runIn(state)), final);
    });
  }
});
