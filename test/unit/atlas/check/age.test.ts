import assert from "node:assert/strict";
import sinon from "sinon";
import { checkAge } from "../../../../provider/atlas/check/expectation.js";
import { REF, WHAT } from "../../../helpers/responses.js";

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
