import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const INT32 = "an integer from 1 to 2147483647";

const kept = (datasetRetentionPolicy: object): void => {
  assert.deepEqual(decodeRun({ datasetRetentionPolicy }), {
    ok: true,
    value: { datasetRetentionPolicy },
    warnings: [],
  });
};
const refused = (datasetRetentionPolicy: object, ...problems: string[]): void => {
  assert.deepEqual(decodeRun({ datasetRetentionPolicy }), {
    ok: false,
    problems: problems.map((problem) => `datasetRetentionPolicy.${problem}`),
  });
};

describe("datasetRetentionPolicy", () => {
  it("keeps units and value, and lastModifiedDate where it is there", () => {
    kept({ units: "DAYS", value: 42 });
    kept({ units: "DAYS", value: 42, lastModifiedDate: "2025-05-04T09:42:00Z" });
  });

  it("has no key for a lastModifiedDate of null", () => {
    const policy = { units: "DAYS", value: 42 };
    assert.deepEqual(decodeRun({ datasetRetentionPolicy: { ...policy, lastModifiedDate: null } }), {
      ok: true,
      value: { datasetRetentionPolicy: policy },
      warnings: [],
    });
  });

  context("when a required field is missing", () => {
    it("says that of units", () => {
      refused({ value: 42 }, "units: expected a string of valid Unicode, got nothing");
      refused({ units: null, value: 42 }, "units: expected a string of valid Unicode, got null");
    });

    it("says that of value", () => {
      refused({ units: "DAYS" }, `value: expected ${INT32}, got nothing`);
      refused({ units: "DAYS", value: null }, `value: expected ${INT32}, got null`);
    });

    it("says that of both", () => {
      refused(
        {},
        "units: expected a string of valid Unicode, got nothing",
        `value: expected ${INT32}, got nothing`,
      );
    });
  });

  for (const [units, got] of [
    [1, "number 1"],
    [false, "boolean false"],
    [[], "an array"],
    [{}, "an object"],
  ] as const) {
    it(`has a problem when units is ${got}`, () => {
      refused({ units, value: 1 }, `units: expected a string of valid Unicode, got ${got}`);
    });
  }

  for (const value of [1, 2, 2_147_483_647]) {
    it(`may have the value ${value}`, () => {
      kept({ units: "WEEKS", value });
    });
  }

  for (const [value, got] of [
    [0, "number 0"],
    [-1, "number -1"],
    [2_147_483_648, "number 2147483648"],
    [1.5, "number 1.5"],
    [1e300, "number 1e+300"],
    [NaN, "number NaN"],
    [Infinity, "number Infinity"],
    ["42", '"42"'],
    [true, "boolean true"],
    [[42], "an array"],
    [{}, "an object"],
  ] as const) {
    it(`has a problem when value is ${got}`, () => {
      refused({ units: "DAYS", value }, `value: expected ${INT32}, got ${got}`);
    });
  }
});
