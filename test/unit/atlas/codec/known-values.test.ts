import assert from "node:assert/strict";
import {
  BACKUP_FREQUENCY_TYPES,
  PHASES,
  RETENTION_UNITS,
  STATES,
} from "../../../../provider/run/known-values.js";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

type Enumerated = readonly [
  path: string,
  exported: readonly string[],
  values: string,
  body: (value: string) => object,
];
const ENUMERATED: readonly Enumerated[] = [
  [
    "backupFrequencyType",
    BACKUP_FREQUENCY_TYPES,
    "HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY, ON_DEMAND",
    (backupFrequencyType) => ({ backupFrequencyType }),
  ],
  ["phase", PHASES, "SNAPSHOT, EXPORT, INGESTION", (phase) => ({ phase })],
  ["state", STATES, "PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED", (state) => ({ state })],
  [
    "datasetRetentionPolicy.units",
    RETENTION_UNITS,
    "DAYS, WEEKS, MONTHS",
    (units) => ({ datasetRetentionPolicy: { units, value: 1 } }),
  ],
];

describe("an enumerated field", () => {
  for (const [path, exported, known, body] of ENUMERATED) {
    it(`keeps each documented value of ${path} without a warning`, () => {
      assert.deepEqual(exported.join(", "), known);
      for (const value of exported)
        assert.deepEqual(decodeRun(body(value)), { ok: true, value: body(value), warnings: [] });
    });

    it(`keeps any other value as ${path}, with a warning that has the known values`, () => {
      const [first = ""] = exported;
      for (const value of ["ARCHIVED", "", `${first} `, first.toLowerCase()]) {
        const warning = `${path} has the unknown value ${JSON.stringify(value)} (known: ${known})`;
        assert.deepEqual(decodeRun(body(value)), { ok: true, value: body(value), warnings: [warning] });
      }
    });
  }

  it("is not checked against the values of another field", () => {
    const decoded = decodeRun({ state: "SNAPSHOT", phase: "DONE" });
    assert.deepEqual(decoded.ok && decoded.warnings, [
      'phase has the unknown value "DONE" (known: SNAPSHOT, EXPORT, INGESTION)',
      'state has the unknown value "SNAPSHOT" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)',
    ]);
  });

  it("is one short line of a warning, whatever it holds", () => {
    const decoded = decodeRun({ state: `A\u2028B\u202e${"x".repeat(100_000)}` });
    assert.ok(decoded.ok);
    assert.equal(decoded.warnings.length, 1);
    assert.match(decoded.warnings[0] ?? "", /^state has the unknown value "A B x{36}…" \(known: /);
  });
});
