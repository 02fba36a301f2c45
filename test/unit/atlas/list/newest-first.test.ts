import assert from "node:assert/strict";
import { newestFirst } from "../../../../provider/atlas/list/newest-first.js";
import { hexId, numbersOf, PIPELINE } from "../../../helpers/responses.js";

type Dates = readonly (string | undefined)[];

const dated = (dates: Dates): Parameters<typeof newestFirst>[0] =>
  dates.map((createdDate, n) => ({
    ...PIPELINE,
    pipelineRunId: hexId(n),
    ...(createdDate !== undefined && { createdDate }),
  }));

const [Y1, Y2, Y3] = ["2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"];

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
    {
      what: "fractions below a millisecond",
      dates: [".0001", ".0002", "", ".00010000000000000000000001"].map((f) => `2024-01-01T00:00:00${f}Z`),
      order: [1, 3, 0, 2],
    },
    {
      what: "equal fractions in their order",
      dates: [".5", ".500", ".50", ".4", ".0", ""].map((f) => `2024-01-01T00:00:00${f}Z`),
      order: [0, 1, 2, 3, 4, 5],
    },
    {
      what: "fractions with offsets",
      dates: [
        "2024-01-01T00:00:00.0002Z",
        "2024-01-01T09:00:00.0003+09:00",
        "2023-12-31T23:00:00.0001-01:00",
      ],
      order: [1, 0, 2],
    },
    {
      what: "a leap second after the second before it",
      dates: [
        "2016-12-31T23:59:59.9Z",
        "2016-12-31T23:59:60Z",
        "2017-01-01T00:59:60.1+01:00",
        "2017-01-01T00:00:00Z",
      ],
      order: [3, 2, 1, 0],
    },
    {
      what: "the first and the last year",
      dates: [
        "0000-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "1969-12-31T23:59:59.9999Z",
        "1970-01-01T00:00:00Z",
      ],
      order: [1, 3, 2, 0],
    },
  ];
  for (const { what, dates, order } of CASES) {
    it(`orders ${what}`, () => {
      assert.deepEqual(numbersOf(newestFirst(dated(dates))), order);
    });
  }

  it("compares 8 million digits", () => {
    const date = (last: number): string => `2024-01-01T00:00:00.${"0".repeat(8 << 20)}${last}Z`;
    assert.deepEqual(numbersOf(newestFirst(dated([date(1), date(2)]))), [1, 0]);
  });

  it("leaves the list that it is given as it is", () => {
    const given = dated([Y1, Y2]);
    newestFirst(given);
    assert.deepEqual(numbersOf(given), [0, 1]);
  });
});
