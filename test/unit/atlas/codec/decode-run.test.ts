import assert from "node:assert/strict";
import { PipelineRunBody, RunStats } from "../../../../provider/atlas/codec/pipeline-run.js";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const ID = "32b6e34b3d91647abb20e7b8";
const DATE = "2025-05-04T09:42:00Z";
const POLICY = { units: "DAYS", value: 42 };

/** Each documented field with a value, alone in a body. */
const FIELDS: readonly (readonly [string, unknown])[] = [
  ["_id", ID],
  ["backupFrequencyType", "HOURLY"],
  ["createdDate", DATE],
  ["datasetName", "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z"],
  ["datasetRetentionPolicy", POLICY],
  ["groupId", ID],
  ["lastUpdatedDate", DATE],
  ["phase", "SNAPSHOT"],
  ["pipelineId", ID],
  ["scheduledDeletionDate", DATE],
  ["snapshotId", ID],
  ["state", "PENDING"],
  ["stats", { bytesExported: 42, numDocs: 43 }],
];

describe("a decoded run", () => {
  it("has the documented fields, and no more", () => {
    assert.deepEqual(
      Object.keys(PipelineRunBody.props),
      FIELDS.map(([name]) => name),
    );
    assert.deepEqual(Object.keys(RunStats.props), ["bytesExported", "numDocs"]);
  });

  for (const [name, value] of FIELDS) {
    context(`when the body has ${name} only`, () => {
      it("keeps it, and has no key for what is missing", () => {
        assert.deepEqual(decodeRun({ [name]: value }), { ok: true, value: { [name]: value }, warnings: [] });
      });
    });

    context(`when ${name} is null`, () => {
      it("treats it as missing", () => {
        assert.deepEqual(decodeRun({ [name]: null }), { ok: true, value: {}, warnings: [] });
      });

      it("keeps the other fields", () => {
        const all = Object.fromEntries(FIELDS);
        const { [name]: _, ...others } = all;
        assert.deepEqual(decodeRun({ ...all, [name]: null }), { ok: true, value: others, warnings: [] });
      });
    });
  }

  context("when the body is empty", () => {
    it("has no key at all", () => {
      assert.deepEqual(decodeRun({}), { ok: true, value: {}, warnings: [] });
    });
  });

  context("when a field is undefined, as no JSON can have it", () => {
    it("has no key for it", () => {
      const body = { state: undefined, stats: { numDocs: undefined }, datasetRetentionPolicy: undefined };
      assert.deepEqual(decodeRun(body), { ok: true, value: { stats: {} }, warnings: [] });
    });
  });

  for (const name of ["bytesExported", "numDocs"]) {
    it(`keeps stats.${name} when it is alone`, () => {
      const body = { stats: { [name]: 7 } };
      assert.deepEqual(decodeRun(body), { ok: true, value: body, warnings: [] });
    });

    it(`has no key for stats.${name} when it is null`, () => {
      assert.deepEqual(decodeRun({ stats: { [name]: null } }), {
        ok: true,
        value: { stats: {} },
        warnings: [],
      });
    });
  }

  it("keeps stats without a field as an empty object", () => {
    assert.deepEqual(decodeRun({ stats: {} }), { ok: true, value: { stats: {} }, warnings: [] });
  });

  context("when the body has fields that are not documented", () => {
    it("drops them at every depth", () => {
      const body = {
        state: "DONE",
        links: [{ rel: "self" }],
        id: ID,
        stats: { numDocs: 1, avgObjSize: 5, nested: { numDocs: 2 } },
        datasetRetentionPolicy: { ...POLICY, source: "x", createdDate: DATE },
      };
      const run = { datasetRetentionPolicy: POLICY, state: "DONE", stats: { numDocs: 1 } };
      assert.deepEqual(decodeRun(body), { ok: true, value: run, warnings: [] });
    });

    it("does not mind their types", () => {
      const body = { Stats: 1, datasetretentionpolicy: null, "": [], 0: true };
      assert.deepEqual(decodeRun(body), { ok: true, value: {}, warnings: [] });
    });
  });

  it("keeps any text as datasetName, the empty one as well", () => {
    for (const datasetName of ["", " ", "näme\n", "x".repeat(5000)]) {
      assert.deepEqual(decodeRun({ datasetName }), { ok: true, value: { datasetName }, warnings: [] });
    }
  });
});
