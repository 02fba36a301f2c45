import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";
import { PipelineRunBody, RunStats } from "../../../../provider/atlas/codec/pipeline-run.js";

const ID = "32b6e34b3d91647abb20e7b8";
const DATE = "2025-05-04T09:42:00Z";
const POLICY = { lastModifiedDate: DATE, units: "DAYS", value: 42 };

/** The example of the API reference. */
const EXAMPLE: Readonly<Record<string, unknown>> = {
  _id: ID,
  backupFrequencyType: "HOURLY",
  createdDate: DATE,
  datasetName: "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
  datasetRetentionPolicy: POLICY,
  groupId: ID,
  lastUpdatedDate: DATE,
  phase: "SNAPSHOT",
  pipelineId: ID,
  scheduledDeletionDate: DATE,
  snapshotId: ID,
  state: "PENDING",
  stats: { bytesExported: 42, numDocs: 43 },
};

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const RFC_3339 = "an RFC 3339 date and time";
const TEXT = "a string of valid Unicode";
const INT32 = "an integer from 1 to 2147483647";
const INT64 =
  "an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly";

const decodes = (body: object, value: object = body): void => {
  assert.deepEqual(decodeRun(body), { ok: true, value, warnings: [] });
};
const rejects = (body: unknown, ...problems: string[]): void => {
  assert.deepEqual(decodeRun(body), { ok: false, problems });
};

describe("decodeRun", () => {
  it("decodes the documented fields, and no more", () => {
    assert.deepEqual(Object.keys(PipelineRunBody.props), Object.keys(EXAMPLE));
    assert.deepEqual(Object.keys(RunStats.props), Object.keys(EXAMPLE["stats"] as object));
  });

  it("decodes the example of the API reference to new objects of any depth", () => {
    const before = structuredClone(EXAMPLE);
    decodes(EXAMPLE);
    const decoded = decodeRun(EXAMPLE);
    assert.ok(decoded.ok);
    assert.notEqual(decoded.value, EXAMPLE);
    assert.notEqual(decoded.value.stats, EXAMPLE["stats"]);
    assert.notEqual(decoded.value.datasetRetentionPolicy, POLICY);
    assert.deepEqual(EXAMPLE, before);
  });

  for (const [name, value] of Object.entries(EXAMPLE)) {
    it(`decodes ${name} alone, and reads null as missing`, () => {
      decodes({ [name]: value });
      const { [name]: _, ...others } = EXAMPLE;
      decodes({ ...EXAMPLE, [name]: null }, others);
    });
  }

  it("decodes empty, undefined and null fields of objects to no key", () => {
    decodes({});
    decodes({ stats: {} });
    decodes({ stats: { numDocs: null, bytesExported: undefined }, state: undefined }, { stats: {} });
    const { lastModifiedDate, ...policy } = POLICY;
    decodes(
      { datasetRetentionPolicy: { ...policy, lastModifiedDate: null } },
      { datasetRetentionPolicy: policy },
    );
  });

  // Spelt out: these are the engine's, in rpc.go of its SDK.
  const UNKNOWN = [
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ];
  for (const value of UNKNOWN) {
    it(`rejects ${value}, which the engine takes for an unknown value, in each field of text`, () => {
      const problem = `expected a string that the Pulumi engine does not take for an unknown value, got "${value}"`;
      for (const name of ["backupFrequencyType", "datasetName", "phase", "state"]) {
        rejects({ [name]: value }, `${name}: ${problem}`);
      }
      const datasetRetentionPolicy = { ...POLICY, units: value };
      rejects({ datasetRetentionPolicy }, `datasetRetentionPolicy.units: ${problem}`);
      decodes({ datasetName: `${value} ` });
    });
  }

  it("drops undocumented fields of any depth and type", () => {
    const stats = { numDocs: 1 };
    decodes(
      {
        "": [],
        id: ID,
        links: [{ rel: "self" }],
        Stats: 1,
        stats: { ...stats, avgObjSize: 5, nested: stats },
        datasetRetentionPolicy: { ...POLICY, source: "x" },
      },
      { datasetRetentionPolicy: POLICY, stats },
    );
  });

  it("lists every problem, in the order of the documentation, and no value", () => {
    rejects(
      {
        stats: { numDocs: "1", bytesExported: 0.5 },
        state: 1,
        phase: { password: "s3cret" },
        snapshotId: "x",
        groupId: [],
        datasetRetentionPolicy: { lastModifiedDate: "today", units: 3, value: 0 },
        createdDate: "now",
        _id: true,
        datasetName: "fine",
      },
      `_id: expected ${HEX}, got boolean true`,
      `createdDate: expected ${RFC_3339}, got "now"`,
      `datasetRetentionPolicy.units: expected ${TEXT}, got number 3`,
      `datasetRetentionPolicy.value: expected ${INT32}, got number 0`,
      `datasetRetentionPolicy.lastModifiedDate: expected ${RFC_3339}, got "today"`,
      `groupId: expected ${HEX}, got an array`,
      `phase: expected ${TEXT}, got an object`,
      `snapshotId: expected ${HEX}, got "x"`,
      `state: expected ${TEXT}, got number 1`,
      `stats.bytesExported: expected ${INT64}, got number 0.5`,
      `stats.numDocs: expected ${INT64}, got "1"`,
    );
  });

  const WRONG: readonly (readonly [object, ...string[]])[] = [
    [
      { datasetRetentionPolicy: {} },
      `units: expected ${TEXT}, got nothing`,
      `value: expected ${INT32}, got nothing`,
    ],
    [{ datasetRetentionPolicy: { units: null, value: 1 } }, `units: expected ${TEXT}, got null`],
    [{ datasetRetentionPolicy: "DAYS" }, 'expected an object, got "DAYS"'],
    [{ stats: ["s3cret"] }, "expected an object, got an array"],
  ];
  for (const [body, ...problems] of WRONG) {
    it(`rejects ${JSON.stringify(body)}`, () => {
      const [name] = Object.keys(body);
      rejects(body, ...problems.map((text) => `${name}${text.startsWith("expected") ? ": " : "."}${text}`));
    });
  }

  for (const [body, got] of [
    [null, "null"],
    [undefined, "nothing"],
    [[], "an array"],
    [42, "number 42"],
    ["s3cret ".repeat(10_000), `"${"s3cret ".repeat(6).slice(0, 40)}…"`],
  ] as const) {
    it(`rejects a body that is ${got}`, () => {
      rejects(body, `the body: expected an object, got ${got}`);
    });
  }

  it("quotes at most 40 characters of a wrong value, in one line", () => {
    rejects({ _id: "x".repeat(40) }, `_id: expected ${HEX}, got "${"x".repeat(40)}"`);
    rejects({ _id: "x".repeat(41) }, `_id: expected ${HEX}, got "${"x".repeat(40)}…"`);
    rejects({ createdDate: "a\nb\u2028c\u0085d" }, `createdDate: expected ${RFC_3339}, got "a\\nb c d"`);
  });
});
