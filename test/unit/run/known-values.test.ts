import assert from "node:assert/strict";
import {
  BACKUP_FREQUENCY_TYPES,
  PHASES,
  RETENTION_UNITS,
  STATES,
} from "../../../provider/run/known-values.js";
import { decodeRun } from "../../../provider/atlas/codec/decode-run.js";

interface Enumerated {
  readonly path: string;
  readonly values: readonly string[];
  readonly exported: readonly string[];
  readonly body: (value: string) => object;
}

const ENUMERATED: readonly Enumerated[] = [
  {
    path: "backupFrequencyType",
    values: ["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "ON_DEMAND"],
    exported: BACKUP_FREQUENCY_TYPES,
    body: (backupFrequencyType) => ({ backupFrequencyType }),
  },
  {
    path: "phase",
    values: ["SNAPSHOT", "EXPORT", "INGESTION"],
    exported: PHASES,
    body: (phase) => ({ phase }),
  },
  {
    path: "state",
    values: ["PENDING", "IN_PROGRESS", "DONE", "FAILED", "DATASET_DELETED"],
    exported: STATES,
    body: (state) => ({ state }),
  },
  {
    path: "datasetRetentionPolicy.units",
    values: ["DAYS", "WEEKS", "MONTHS"],
    exported: RETENTION_UNITS,
    body: (units) => ({ datasetRetentionPolicy: { units, value: 1 } }),
  },
];

describe("an enumerated field", () => {
  for (const { path, values, exported, body } of ENUMERATED) {
    context(`when it is ${path}`, () => {
      it("has the documented values, in their order", () => {
        assert.deepEqual(exported, values);
      });

      for (const value of values) {
        it(`keeps ${value} without a warning`, () => {
          assert.deepEqual(decodeRun(body(value)), { ok: true, value: body(value), warnings: [] });
        });
      }

      for (const value of ["ARCHIVED", "", `${String(values[0])} `, String(values[0]).toLowerCase()]) {
        it(`keeps ${JSON.stringify(value)}, with a warning that has the known values`, () => {
          const known = values.join(", ");
          const warning = `${path} has the unknown value ${JSON.stringify(value)} (known: ${known})`;
          assert.deepEqual(decodeRun(body(value)), { ok: true, value: body(value), warnings: [warning] });
        });
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

  it("has a warning of its own for each unknown value, and the rest of the run is kept", () => {
    const run = {
      backupFrequencyType: "A",
      datasetName: "d",
      datasetRetentionPolicy: { units: "D", value: 1 },
      phase: "B",
      state: "C",
    };
    const decoded = decodeRun(run);
    assert.ok(decoded.ok);
    assert.deepEqual(decoded.value, run);
    assert.deepEqual(
      decoded.warnings.map((warning) => warning.replace(/ \(.*/, "")),
      [
        'backupFrequencyType has the unknown value "A"',
        'phase has the unknown value "B"',
        'state has the unknown value "C"',
        'datasetRetentionPolicy.units has the unknown value "D"',
      ],
    );
  });

  it("is one short line of a warning, whatever it holds", () => {
    const decoded = decodeRun({ state: `A\u2028B\u202e${"x".repeat(100_000)}` });
    assert.ok(decoded.ok);
    assert.equal(decoded.warnings.length, 1);
    assert.match(decoded.warnings[0] ?? "", /^state has the unknown value "A B x{36}…" \(known: /);
  });
});
