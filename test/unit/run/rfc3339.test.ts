import assert from "node:assert/strict";
import { isDateTime, timeOf } from "../../../provider/run/rfc3339.js";

describe("RFC 3339 dates", () => {
  const TIMES: readonly (readonly [string, string])[] = [
    ["2025-05-04T09:42:00Z", "2025-05-04T09:42:00.000Z"],
    ["2025-05-04t09:42:00z", "2025-05-04T09:42:00.000Z"],
    ["2025-05-04T09:42:00.123456789Z", "2025-05-04T09:42:00.123Z"],
    ["2025-05-04T11:42:00+02:00", "2025-05-04T09:42:00.000Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
    ["2017-01-01T00:59:60.5+01:00", "2016-12-31T23:59:59.500Z"],
  ];
  for (const [text, time] of TIMES) {
    it(`knows when ${text} is`, () => {
      assert.ok(isDateTime(text));
      assert.equal(new Date(timeOf(text)).toISOString(), time);
    });
  }

  for (const value of ["", "1", "2025-05-04", "May 4, 2025", "2025-13-04T09:42:00Z", "2025-05-04T09:42:00"]) {
    it(`does not take ${JSON.stringify(value)} for one`, () => {
      assert.equal(isDateTime(value), false);
      assert.ok(Number.isNaN(timeOf(value)));
    });
  }

  it("does not take what is no text for one", () => {
    for (const value of [undefined, null, 0, new Date(), ["2025-05-04T09:42:00Z"]]) {
      assert.equal(isDateTime(value), false);
    }
  });
});
