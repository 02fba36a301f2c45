import assert from "node:assert/strict";
import { decodeRun } from "../../../../provider/atlas/codec/decode-run.js";

const EXAMPLE = `{
  "_id": "32b6e34b3d91647abb20e7b8",
  "backupFrequencyType": "HOURLY",
  "createdDate": "2025-05-04T09:42:00Z",
  "datasetName": "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
  "datasetRetentionPolicy": {
    "lastModifiedDate": "2025-05-04T09:42:00Z",
    "units": "DAYS",
    "value": 42
  },
  "groupId": "32b6e34b3d91647abb20e7b8",
  "lastUpdatedDate": "2025-05-04T09:42:00Z",
  "phase": "SNAPSHOT",
  "pipelineId": "32b6e34b3d91647abb20e7b8",
  "scheduledDeletionDate": "2025-05-04T09:42:00Z",
  "snapshotId": "32b6e34b3d91647abb20e7b8",
  "state": "PENDING",
  "stats": {
    "bytesExported": 42,
    "numDocs": 42
  }
}`;

describe("the example of the reference page", () => {
  it("decodes to exactly itself, without a warning", () => {
    const body: unknown = JSON.parse(EXAMPLE);
    assert.deepEqual(decodeRun(body), { ok: true, value: JSON.parse(EXAMPLE) as unknown, warnings: [] });
  });

  it("decodes to new objects at every depth, which the caller may change", () => {
    const body = JSON.parse(EXAMPLE) as Record<string, unknown>;
    const decoded = decodeRun(body);
    assert.ok(decoded.ok);
    assert.notEqual(decoded.value, body);
    assert.notEqual(decoded.value.stats, body["stats"]);
    assert.notEqual(decoded.value.datasetRetentionPolicy, body["datasetRetentionPolicy"]);
  });

  it("leaves the body as it was", () => {
    const body: unknown = JSON.parse(EXAMPLE);
    decodeRun(body);
    assert.deepEqual(body, JSON.parse(EXAMPLE));
  });
});
