import assert from "node:assert/strict";
import {
  dataLakePipelineRunSummary,
  type DataLakePipelineRunSummaryFields,
} from "../../../../provider/index.js";
import sinon from "sinon";
import { markdownOf, NOW, RUN } from "../../../helpers/summary-example.js";

const IDS = { projectId: RUN.projectId, pipelineName: RUN.pipelineName, pipelineRunId: RUN.pipelineRunId };

/** The lines of the summary of a run with nothing but its ids and these fields. */
function lines(fields: DataLakePipelineRunSummaryFields): readonly string[] {
  return dataLakePipelineRunSummary({ ...IDS, ...fields }, { now: NOW }).split("\n");
}

/** The rows of that summary beyond those of the ids. */
const rows = (fields: DataLakePipelineRunSummaryFields): readonly string[] =>
  lines(fields).filter((line) => /^\| (?!Field|---|Pipeline|Project|Run)/.test(line));

describe("dataLakePipelineRunSummary", () => {
  it("shows every field", () => {
    assert.equal(
      dataLakePipelineRunSummary(RUN, { title: "Nightly export", now: NOW }),
      markdownOf("Nightly export", [" (3 days ago)", " (2 hours ago)", " (in 39 days)"]),
    );
  });

  for (const options of [undefined, {}, { title: undefined, now: undefined }]) {
    it(`has a title, and ages relative to the current time, by default: ${JSON.stringify(options)}`, () => {
      sinon.useFakeTimers({ now: Date.parse("2025-05-05T09:42:00Z"), toFake: ["Date"] });
      assert.equal(
        dataLakePipelineRunSummary(RUN, options),
        markdownOf("Data Lake Pipeline run", [" (4 days ago)", " (1 day ago)", " (in 38 days)"]),
      );
    });
  }

  it("leaves out the rows of missing fields", () => {
    assert.equal(
      dataLakePipelineRunSummary(IDS),
      "## Data Lake Pipeline run\n\nState not reported\n\n| Field | Value |\n| --- | --- |\n| Pipeline | nightly |\n" +
        "| Project | 32b6e34b3d91647abb20e7b8 |\n| Run | 62b6e34b3d91647abb20e7b8 |\n",
    );
  });

  const ONE_FIELD: readonly (readonly [DataLakePipelineRunSummaryFields, readonly string[]])[] = [
    [{ state: "DONE" }, ["| State | DONE |"]],
    [{ phase: "EXPORT" }, ["| Phase | EXPORT |"]],
    [{ datasetName: "d" }, ["| Dataset | d |"]],
    [{ snapshotId: "s" }, ["| Snapshot | s |"]],
    [{ backupFrequencyType: "HOURLY" }, ["| Backup frequency | HOURLY |"]],
    [{ createdDate: "2025-05-04T09:41:00Z" }, ["| Created | 2025-05-04T09:41:00Z (1 minute ago) |"]],
    [{ lastUpdatedDate: "2025-05-04T09:42:00Z" }, ["| Last updated | 2025-05-04T09:42:00Z (just now) |"]],
    [{ scheduledDeletionDate: "soon" }, ["| Scheduled deletion | soon |"]],
    [{ datasetRetentionPolicy: { units: "WEEKS", value: 1 } }, ["| Retention | 1 week |"]],
    [{ datasetRetentionPolicy: { units: "MONTHS", value: 1200 } }, ["| Retention | 1,200 months |"]],
    [{ datasetRetentionPolicy: { units: "FORT_NIGHTS", value: 3 } }, ["| Retention | 3 FORT\\_NIGHTS |"]],
    [{ datasetRetentionPolicy: { units: "toString", value: 3 } }, ["| Retention | 3 toString |"]],
    [{ stats: {} }, []],
    [{ stats: { bytesExported: 42 } }, ["| Exported | 42 bytes |"]],
    [{ stats: { bytesExported: 1 } }, ["| Exported | 1 byte |"]],
    [{ stats: { bytesExported: 1000 } }, ["| Exported | 1 kB (1,000 bytes) |"]],
    [{ stats: { numDocs: 0 } }, ["| Documents | 0 |"]],
  ];
  for (const [fields, expected] of ONE_FIELD) {
    it(`shows ${JSON.stringify(fields)} alone`, () => {
      assert.deepEqual(rows(fields), expected);
    });
  }

  const STATUSES: readonly (readonly [DataLakePipelineRunSummaryFields, string])[] = [
    [{ state: "PENDING", phase: "SNAPSHOT" }, "**PENDING** (phase SNAPSHOT)"],
    [{ state: "IN_PROGRESS", phase: "EXPORT" }, "**IN\\_PROGRESS** (phase EXPORT)"],
    [{ state: "FAILED" }, "**FAILED**"],
    [{ state: "DATASET_DELETED" }, "**DATASET\\_DELETED**"],
    [{ phase: "EXPORT" }, "State not reported (phase EXPORT)"],
    [{ state: " ", phase: "\n" }, "State not reported"],
    [{ state: "RE*TRYING", phase: "CLEAN|UP" }, "**RE\\*TRYING** (phase CLEAN\\|UP)"],
    [{ state: "<b>\n# x" }, "**&lt;b&gt; \\# x**"],
  ];
  for (const [fields, status] of STATUSES) {
    it(`shows ${status} for ${JSON.stringify(fields)}`, () => {
      assert.equal(lines(fields)[2], status);
    });
  }
});
