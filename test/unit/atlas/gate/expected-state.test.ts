import assert from "node:assert/strict";
import { RunStateError } from "../../../../provider/index.js";
import { describeState, isFinal, unexpectedState } from "../../../../provider/atlas/gate/expected-state.js";
import { ownFields, runIn, WHAT } from "../../../helpers/runs.js";

describe("unexpectedState", () => {
  it("names state, phase, expectation, run and last change", () => {
    const run = runIn("PENDING", { phase: "SNAPSHOT", lastUpdatedDate: "2025-05-04T09:42:00Z" });
    const error = unexpectedState(run, ["DONE"]);
    assert.ok(error instanceof RunStateError);
    assert.equal(
      error.message,
      `PENDING (SNAPSHOT), expected DONE: ${WHAT}; last changed at 2025-05-04T09:42:00Z`,
    );
    assert.deepEqual(ownFields(error), {
      name: "RunStateError",
      code: "UNEXPECTED_STATE",
      state: "PENDING",
      phase: "SNAPSHOT",
      expected: ["DONE"],
    });
  });

  it("leaves out fields that Atlas did not send", () => {
    const error = unexpectedState(runIn(), ["DONE", "FAILED"]);
    assert.equal(error.message, `no state, expected DONE or FAILED: ${WHAT}`);
    assert.deepEqual(ownFields(error), {
      name: "RunStateError",
      code: "UNEXPECTED_STATE",
      expected: ["DONE", "FAILED"],
    });
  });

  it("keeps the server's text on one line in the message, and as it is in the fields", () => {
    const state = "X\nerror: all is lost\r\n";
    const error = unexpectedState(runIn(state, { phase: "P\u0085Q" }), ["DONE"]);
    assert.equal(error.message, `X error: all is lost (P Q), expected DONE: ${WHAT}`);
    assert.equal(error.state, state);
    assert.equal(error.phase, "P\u0085Q");
  });
});

describe("describeState", () => {
  const CASES: readonly (readonly [{ state?: string; phase?: string }, string])[] = [
    [{ state: "DONE" }, "DONE"],
    [{ state: "IN_PROGRESS", phase: "EXPORT" }, "IN_PROGRESS (EXPORT)"],
    [{ phase: "EXPORT" }, "no state (EXPORT)"],
    [{}, "no state"],
    [{ state: "A\u2029B\tC" }, "A B C"],
    [{ state: "x".repeat(40) }, "x".repeat(40)],
    [{ state: "x".repeat(41) }, `${"x".repeat(40)}…`],
    [{ phase: "y".repeat(50) }, `no state (${"y".repeat(40)}…)`],
  ];
  for (const [run, text] of CASES) {
    it(`returns ${text}`, () => {
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
    it(`is ${String(final)} for ${state ?? "a run without a state"}`, () => {
      assert.equal(isFinal(runIn(state)), final);
    });
  }
});
