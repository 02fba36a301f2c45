import assert from "node:assert/strict";
import { createdAt, newestFirst } from "../../../../provider/atlas/list/created-at.js";
import { hexId, numbersOf, PIPELINE } from "../../../helpers/responses.js";

type Dates = readonly (string | undefined)[];

const dated = (dates: Dates): Parameters<typeof newestFirst>[0] =>
  dates.map((createdDate, n) => ({
    ...PIPELINE,
    pipelineRunId: hexId(n),
    ...(createdDate !== undefined && { createdDate }),
  }));

const [Y1, Y2, Y3] = ["2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"];

describe("createdAt", () => {
  const CASES: readonly (readonly [string | undefined, number])[] = [
    ["1970-01-01T02:00:00.5+02:00", 500],
    ["yesterday", -Infinity],
    [undefined, -Infinity],
  ];
  for (const [createdDate, ms] of CASES) {
    it(`reads ${createdDate ?? "no date"} as ${ms}`, () => {
      assert.equal(createdAt({ ...(createdDate !== undefined && { createdDate }) }), ms);
    });
  }
});

describe("newestFirst", () => {
  const CASES: readonly { what: string; dates: Dates; order: readonly number[] }[] = [
    { what: "an empty list", dates: [], order: [] },
    { what: "the oldest first", dates: [Y1, Y2, Y3], order: [2, 1, 0] },
    { what: "runs of one time in their order", dates: [Y1, Y2, Y1, Y2, Y1], order: [1, 3, 0, 2, 4] },
    {
      what: "runs without a date last, in their order",
      dates: [undefined, Y1, "x", Y2],
      order: [3, 1, 0, 2],
    },
    { what: "no dates at all", dates: [undefined, undefined, undefined], order: [0, 1, 2] },
    {
      what: "times rather than texts",
      dates: ["2024-01-01T09:00:00+09:00", "2024-01-01T00:00:01Z", "2023-12-31t20:00:02-04:00"],
      order: [2, 1, 0],
    },
  ];
  for (const { what, dates, order } of CASES) {
    it(`orders ${what}`, () => {
      assert.deepEqual(numbersOf(newestFirst(dated(dates))), order);
    });
  }

  it("leaves the list that it is given as it is", () => {
    const given = dated([Y1, Y2]);
    newestFirst(given);
    assert.deepEqual(numbersOf(given), [0, 1]);
  });
});
