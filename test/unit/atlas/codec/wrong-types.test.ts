import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const DATE = "an RFC 3339 date and time";
const INT64 =
  "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly";

const FIELDS: readonly (readonly [string, string])[] = [
  ["_id", HEX],
  ["backupFrequencyType", "a string of valid Unicode"],
  ["createdDate", DATE],
  ["datasetName", "a string of valid Unicode"],
  ["groupId", HEX],
  ["lastUpdatedDate", DATE],
  ["phase", "a string of valid Unicode"],
  ["pipelineId", HEX],
  ["scheduledDeletionDate", DATE],
  ["snapshotId", HEX],
  ["state", "a string of valid Unicode"],
];
const OBJECTS = ["datasetRetentionPolicy", "stats"];

const NO_STRINGS: readonly (readonly [unknown, string])[] = [
  [1, "number 1"],
  [true, "boolean true"],
  [["DONE"], "an array"],
  [{ a: 1 }, "an object"],
];
const NO_INTEGERS: readonly (readonly [unknown, string])[] = [
  ["42", '"42"'],
  [4.2, "number 4.2"],
  [true, "boolean true"],
  [[42], "an array"],
  [{ $numberLong: "42" }, "an object"],
];

const refused = (body: unknown, ...problems: string[]): void => {
  assert.deepEqual(decodeRun(body), { ok: false, problems });
};

describe("a field of a wrong type", () => {
  for (const [name, expected] of FIELDS) {
    for (const [value, got] of NO_STRINGS) {
      it(`is a problem when ${name} is ${got}`, () => {
        refused({ [name]: value }, `${name}: expected ${expected}, got ${got}`);
      });
    }
  }

  for (const name of OBJECTS) {
    for (const [value, got] of [...NO_STRINGS.slice(0, 3), ["DAYS", '"DAYS"'] as const]) {
      it(`is one problem when ${name} is ${got}`, () => {
        refused({ [name]: value }, `${name}: expected an object, got ${got}`);
      });
    }
  }

  for (const name of ["bytesExported", "numDocs"]) {
    for (const [value, got] of NO_INTEGERS) {
      it(`is a problem when stats.${name} is ${got}`, () => {
        refused({ stats: { [name]: value } }, `stats.${name}: expected ${INT64}, got ${got}`);
      });
    }
  }
});

describe("a body that is no object", () => {
  const BODIES: readonly (readonly [unknown, string])[] = [
    [null, "null"],
    [undefined, "nothing"],
    [[], "an array"],
    ["DONE", '"DONE"'],
    [42, "number 42"],
    [false, "boolean false"],
  ];
  for (const [body, got] of BODIES) {
    it(`is one problem when it is ${got}`, () => {
      refused(body, `the body: expected an object, got ${got}`);
    });
  }
});

describe("a body with several problems", () => {
  it("has all of them said at once, in the order of the documentation", () => {
    const body = {
      stats: { numDocs: "1", bytesExported: 0.5 },
      state: 1,
      phase: 2,
      snapshotId: "x",
      groupId: [],
      datasetRetentionPolicy: { lastModifiedDate: "today", units: 3, value: 0 },
      createdDate: "now",
      _id: 1,
      datasetName: "fine",
    };
    refused(
      body,
      `_id: expected ${HEX}, got number 1`,
      `createdDate: expected ${DATE}, got "now"`,
      "datasetRetentionPolicy.units: expected a string of valid Unicode, got number 3",
      "datasetRetentionPolicy.value: expected an integer from 1 to 2147483647, got number 0",
      `datasetRetentionPolicy.lastModifiedDate: expected ${DATE}, got "today"`,
      `groupId: expected ${HEX}, got an array`,
      "phase: expected a string of valid Unicode, got number 2",
      `snapshotId: expected ${HEX}, got "x"`,
      "state: expected a string of valid Unicode, got number 1",
      `stats.bytesExported: expected ${INT64}, got number 0.5`,
      `stats.numDocs: expected ${INT64}, got "1"`,
    );
  });

  it("is refused as a whole, with no run and no warnings", () => {
    assert.deepEqual(Object.keys(decodeRun({ state: "NEW", phase: 1 })), ["ok", "problems"]);
  });
});

describe("the message of a problem", () => {
  it("has 40 characters of a wrong text at most", () => {
    refused({ _id: "x".repeat(40) }, `_id: expected ${HEX}, got "${"x".repeat(40)}"`);
    refused({ _id: "x".repeat(41) }, `_id: expected ${HEX}, got "${"x".repeat(40)}…"`);
  });

  it("never has a whole body that is text", () => {
    refused(
      "s3cret ".repeat(10_000),
      `the body: expected an object, got "${"s3cret ".repeat(6).slice(0, 40)}…"`,
    );
  });

  it("has nothing of an object or an array in the wrong place", () => {
    refused({ state: { password: "s3cret" } }, "state: expected a string of valid Unicode, got an object");
    refused({ stats: ["s3cret"] }, "stats: expected an object, got an array");
  });

  it("stays on one line", () => {
    refused({ createdDate: "a\nb\u2028c\u0085d" }, `createdDate: expected ${DATE}, got "a\\nb c d"`);
  });
});
