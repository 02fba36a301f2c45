import assert from "node:assert/strict";
import { RunStateError } from "../../../../provider/index.js";
import {
  describeState,
  isFinal,
  unexpectedState,
  checkAge,
} from "../../../../provider/atlas/check/expectation.js";
import { type RunFields } from "../../../../provider/atlas/codec/run.js";
import { facts, runIn, WHAT, REF } from "../../../helpers/responses.js";
import sinon from "sinon";

describe("unexpectedState", () => {
  const CASES: readonly (readonly [RunFields, readonly string[], string, object])[] = [
    [
      runIn("PENDING", { phase: "SNAPSHOT", lastUpdatedDate: "2025-05-04T09:42:00Z" }),
      ["DONE"],
      `PENDING (SNAPSHOT), expected DONE: ${WHAT}; last changed at 2025-05-04T09:42:00Z`,
      { state: "PENDING", phase: "SNAPSHOT" },
    ],
    [runIn(), ["DONE", "FAILED"], `no state, expected DONE or FAILED: ${WHAT}`, {}],
    [
      runIn("X\nY", { phase: "P\u0085Q" }),
      ["DONE"],
      `X Y (P Q), expected DONE: ${WHAT}`,
      { state: "X\nY", phase: "P\u0085Q" },
    ],
  ];
  for (const [run, expected, message, fields] of CASES) {
    it(`has the message ${message} and the fields as Atlas sent them`, () => {
      const error = unexpectedState(run, expected);
      assert.ok(error instanceof RunStateError);
      const own = { name: "RunStateError", code: "UNEXPECTED_STATE", expected, message };
      assert.deepEqual(facts(error), { ...own, ...fields });
    });
  }
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

describe("checkAge", () => {
  beforeEach(() => {
    sinon.useFakeTimers({ now: new Date("2026-05-05T12:00:00Z"), toFake: ["Date"] });
  });

  const age = (createdDate: string | undefined, maxAgeHours: number | undefined): void => {
    checkAge({ ...REF, ...(createdDate !== undefined && { createdDate }) }, maxAgeHours);
  };

  for (const [createdDate, maxAgeHours] of [
    ["2026-05-04T10:00:00Z", 26],
    ["2026-05-05T13:30:00+02:00", 0.5],
    ["2026-05-06T12:00:00Z", 0.1],
    ["2016-12-31T23:59:60Z", 1e6],
    ["2000-01-01T00:00:00Z", undefined],
    [undefined, undefined],
  ] as const) {
    it(`accepts ${String(createdDate)} with at most ${String(maxAgeHours)} h`, () => {
      age(createdDate, maxAgeHours);
    });
  }

  for (const [createdDate, maxAgeHours, message] of [
    ["2026-05-04T05:00:00Z", 26, "31 h old, at most 26 h allowed"],
    ["2026-05-04T09:59:59Z", 26, "26.1 h old, at most 26 h allowed"],
    ["2026-05-05T11:29:59.999Z", 0.5, "0.6 h old, at most 0.5 h allowed"],
    [undefined, 26, "age unknown (no createdDate), at most 26 h allowed"],
  ] as const) {
    it(`refuses ${String(createdDate)} with at most ${maxAgeHours} h`, () => {
      assert.throws(
        () => {
          age(createdDate, maxAgeHours);
        },
        { code: "TOO_OLD", message: `${message}: ${WHAT} [TOO_OLD]` },
      );
    });
  }
});
