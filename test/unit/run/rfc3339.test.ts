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
    it(`timeOf parses ${text}`, () => {
      assert.ok(isDateTime(text));
      assert.equal(new Date(timeOf(text)).toISOString(), time);
    });
  }

  const ACCEPTED =
    "2025-05-04T09:42:00-00:00 2025-05-04T09:42:00-23:59 0000-01-01T00:00:00Z 9999-12-31T23:59:59Z " +
    "2025-10-19T20:29:09Z 2024-02-29T00:00:00Z 0000-02-29T00:00:00Z";
  it("isDateTime accepts every form of the grammar", () => {
    for (const value of ACCEPTED.split(" ")) assert.ok(isDateTime(value), value);
  });

  const FORMS =
    "1 09:42:00Z 2025-05-04 2025-05-04T09:42:00 2025-05-04T09:42Z 2025-05-04T09:42:00.Z 2025-05-04T09:42:00,5Z " +
    "2025-05-04T09:42:00+0530 2025-05-04T09:42:00+05 2025-05-04T09:42:00ZZ 25-05-04T09:42:00Z +12025-05-04T09:42:00Z";
  const RANGES =
    "2025-05-04T09:42:00+24:00 2025-05-04T09:42:00+05:60 2025-05-04T09:42:61Z 2025-05-04T09:60:00Z " +
    "2025-05-04T24:00:00Z 2025-13-04T09:42:00Z 2025-00-04T09:42:00Z 2025-05-00T09:42:00Z 2025-05-32T09:42:00Z " +
    "2025-02-30T09:42:00Z 2025-02-29T09:42:00Z 1900-02-29T09:42:00Z 2025-04-31T09:42:00+02:00";
  const SPACES = [
    "",
    "May 4, 2025",
    "2025-05-04 09:42:00Z",
    " 2025-05-04T09:42:00Z",
    "2025-05-04T09:42:00Z\n",
  ];
  for (const value of [...FORMS.split(" "), ...RANGES.split(" "), ...SPACES]) {
    it(`isDateTime refuses ${JSON.stringify(value)}, and timeOf is NaN`, () => {
      assert.equal(isDateTime(value), false);
      assert.ok(Number.isNaN(timeOf(value)));
    });
  }

  it("isDateTime refuses a value that is not text", () => {
    for (const value of [undefined, null, 0, new Date(), ["2025-05-04T09:42:00Z"]]) {
      assert.equal(isDateTime(value), false);
    }
  });
});
