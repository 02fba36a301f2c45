import assert from "node:assert/strict";
import { age, bytes, count, plural, utc } from "../../../../provider/pulumi/summary/units.js";

const NOW = new Date("2025-05-04T09:42:00Z");
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The date that is so many seconds before NOW. */
const before = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();

describe("age", () => {
  const AGES: readonly (readonly [number, string, string])[] = [
    [0, "just now", "just now"],
    [4.999, "just now", "just now"],
    [5, "5 seconds ago", "in 5 seconds"],
    [MINUTE, "1 minute ago", "in 1 minute"],
    [2 * MINUTE - 1, "1 minute ago", "in 1 minute"],
    [HOUR - 1, "59 minutes ago", "in 59 minutes"],
    [HOUR, "1 hour ago", "in 1 hour"],
    [DAY - 1, "23 hours ago", "in 23 hours"],
    [DAY, "1 day ago", "in 1 day"],
    [2000 * DAY, "2,000 days ago", "in 2,000 days"],
  ];
  for (const [seconds, past, future] of AGES) {
    it(`is "${past}" ${seconds} s after it, "${future}" ${seconds} s before it`, () => {
      assert.equal(age(before(seconds), NOW), past);
      assert.equal(age(before(-seconds), NOW), future);
    });
  }

  it("is empty for what is not an RFC 3339 date and time, and relative to an invalid date", () => {
    for (const date of ["", "yesterday", "2025-05-04", "2025-05-04T09:42:00"])
      assert.equal(age(date, NOW), "");
    assert.equal(age("2025-05-04T09:42:00Z", new Date(NaN)), "");
  });
});

describe("utc", () => {
  const DATES: readonly (readonly [string, string])[] = [
    ["2025-05-04T09:42:00Z", "2025-05-04T09:42:00Z"],
    ["2025-05-04t09:42:00.123456z", "2025-05-04t09:42:00.123456z"],
    ["2025-05-04T00:42:00+02:00", "2025-05-03T22:42:00Z"],
    ["2025-05-04T09:42:00.250-05:30", "2025-05-04T15:12:00.250Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"],
    ["run 7+02:00", "run 7+02:00"],
  ];
  for (const [sent, shown] of DATES) {
    it(`is "${shown}" for "${sent}"`, () => {
      assert.equal(utc(sent), shown);
    });
  }
});

describe("bytes and count", () => {
  const SIZES = {
    ...{ 0: "0 bytes", 1: "1 byte", 42: "42 bytes", 999: "999 bytes", 1000: "1 kB", 1050: "1.1 kB" },
    ...{ 999949: "999.9 kB", 999950: "1 MB", 999949999: "999.9 MB", 999950000: "1 GB", 1234567890: "1.2 GB" },
    ...{ 999950000000: "1 TB", 999949999999999: "999.9 TB", 999950000000000: "1 PB" },
    ...{ [Number.MAX_SAFE_INTEGER]: "9 PB", 1e18: "1000 PB", [-1]: "-1 byte", [-1500]: "-1.5 kB" },
  };
  for (const [n, words] of Object.entries(SIZES)) {
    it(`bytes is "${words}" for ${n}`, () => {
      assert.equal(bytes(Number(n)), words);
    });
  }

  it("count parts the thousands", () => {
    const numbers = [0, 999, 1000, -1_234_567, Number.MAX_SAFE_INTEGER];
    assert.deepEqual(numbers.map(count), ["0", "999", "1,000", "-1,234,567", "9,007,199,254,740,991"]);
  });

  it("plural is one except for one", () => {
    const words = [plural(0, "day"), plural(1, "week"), plural(1234, "month")];
    assert.deepEqual(words, ["0 days", "1 week", "1,234 months"]);
  });
});
