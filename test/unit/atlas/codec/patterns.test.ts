import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const ID_FIELDS = ["_id", "groupId", "pipelineId", "snapshotId"];
const DATE_FIELDS = ["createdDate", "lastUpdatedDate", "scheduledDeletionDate"];

const accepted = (body: object): void => {
  assert.deepEqual(decodeRun(body), { ok: true, value: body, warnings: [] });
};
const refused = (body: object, ...problems: string[]): void => {
  assert.deepEqual(decodeRun(body), { ok: false, problems });
};

describe("an id of a run", () => {
  const GOOD = ["0123456789abcdef01234567", "000000000000000000000000", "ffffffffffffffffffffffff"];
  const BAD: readonly (readonly [string, string])[] = [
    ["empty", ""],
    ["of 23 digits", "0123456789abcdef0123456"],
    ["of 25 digits", "0123456789abcdef012345678"],
    ["in upper case", "0123456789ABCDEF01234567"],
    ["with another letter", "0123456789abcdefg1234567"],
    ["with a hyphen", "0123456789ab-def01234567"],
    ["with a space before it", " 0123456789abcdef01234567"],
    ["with a line end after it", "0123456789abcdef01234567\n"],
    ["of full-width digits", "\uff10".repeat(24)],
    ["on a line of several", "x\n0123456789abcdef01234567\nx"],
  ];
  for (const name of ID_FIELDS) {
    it(`may be any 24 lower-case hexadecimal digits as ${name}`, () => {
      for (const id of GOOD) accepted({ [name]: id });
    });

    for (const [what, id] of BAD) {
      it(`is a problem as ${name} when it is ${what}`, () => {
        refused(
          { [name]: id },
          `${name}: expected 24 lower-case hexadecimal digits (0-9, a-f), got ${JSON.stringify(id)}`,
        );
      });
    }
  }
});

describe("a timestamp of a run", () => {
  const GOOD = [
    "2025-05-04T09:42:00Z",
    "2025-05-04T09:42:00.1Z",
    "2025-05-04T09:42:00.123456789Z",
    "2025-05-04T09:42:00+00:00",
    "2025-05-04T09:42:00-00:00",
    "2025-05-04T09:42:00+05:30",
    "2025-05-04T09:42:00-23:59",
    "2025-05-04t09:42:00z",
    "1990-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2025-10-19T20:29:09Z",
    "2024-02-29T00:00:00Z",
  ];
  const BAD = [
    "",
    "2025-05-04",
    "09:42:00Z",
    "2025-05-04T09:42:00",
    "2025-05-04 09:42:00Z",
    "2025-05-04T09:42Z",
    "2025-05-04T09:42:00.Z",
    "2025-05-04T09:42:00,5Z",
    "2025-05-04T09:42:00+0530",
    "2025-05-04T09:42:00+05",
    "2025-05-04T09:42:00+24:00",
    "2025-05-04T09:42:00+05:60",
    "2025-05-04T09:42:00ZZ",
    "2025-05-04T09:42:61Z",
    "2025-05-04T09:60:00Z",
    "2025-05-04T24:00:00Z",
    "2025-00-04T09:42:00Z",
    "2025-13-04T09:42:00Z",
    "2025-05-00T09:42:00Z",
    "2025-05-32T09:42:00Z",
    "25-05-04T09:42:00Z",
    "+12025-05-04T09:42:00Z",
    "20250504T094200Z",
    " 2025-05-04T09:42:00Z",
    "2025-05-04T09:42:00Z\n",
    "Sun, 04 May 2025 09:42:00 GMT",
    "1746351720",
  ];

  for (const value of GOOD) {
    it(`may be ${value}, and stays that very text`, () => {
      for (const name of DATE_FIELDS) accepted({ [name]: value });
      accepted({ datasetRetentionPolicy: { units: "DAYS", value: 1, lastModifiedDate: value } });
    });
  }

  for (const value of BAD) {
    const problem = `expected an RFC 3339 date and time, got ${JSON.stringify(value)}`;
    it(`is a problem when it is ${JSON.stringify(value)}`, () => {
      for (const name of DATE_FIELDS) refused({ [name]: value }, `${name}: ${problem}`);
      refused(
        { datasetRetentionPolicy: { units: "DAYS", value: 1, lastModifiedDate: value } },
        `datasetRetentionPolicy.lastModifiedDate: ${problem}`,
      );
    });
  }
});
