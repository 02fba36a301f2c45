import assert from "node:assert/strict";
import {
  dataLakePipelineRunReadme,
  dataLakePipelineRunSummary,
  type DataLakePipelineRunSummaryFields,
  type GetDataLakePipelineRunResult,
} from "../../../../provider/index.js";
import sinon from "sinon";
import { FIELDS, ID, REF, saidBy, thrownBy } from "../../../helpers/responses.js";

const RUN: GetDataLakePipelineRunResult = { id: ID, ...REF, ...FIELDS };
const NOW = new Date("2025-05-07T09:42:00Z");

/** RUN as Markdown, with these words after its dates. */
const markdownOf = (title: string, ...ages: readonly [string, string, string]): string => `## ${title}

**DONE** (phase INGESTION)

| Field | Value |
| --- | --- |
| State | DONE |
| Phase | INGESTION |
| Pipeline | nightly |
| Project | ${REF.projectId} |
| Run | ${REF.pipelineRunId} |
| Dataset | v1\\$atlas\\$snapshot\\$Cluster0\\$db\\$coll\\$20250504T094200Z |
| Snapshot | 222222222222222222222222 |
| Backup frequency | DAILY |
| Created | 2025-05-04T09:42:00Z (${ages[0]}) |
| Last updated | 2025-05-04T10:00:00Z (${ages[1]}) |
| Scheduled deletion | 2025-06-15T09:42:00Z (${ages[2]}) |
| Retention | 42 days |
| Exported | 1 kB (1,024 bytes) |
| Documents | 7 |
`;

/** The lines of the summary of a run with nothing but its ids and these fields. */
function lines(fields: DataLakePipelineRunSummaryFields): readonly string[] {
  return dataLakePipelineRunSummary({ ...REF, ...fields }, { now: NOW }).split("\n");
}

/** The rows of that summary beyond those of the ids. */
const rows = (fields: DataLakePipelineRunSummaryFields): readonly string[] =>
  lines(fields).filter((line) => /^\| (?!Field|---|Pipeline|Project|Run)/.test(line));

describe("dataLakePipelineRunSummary", () => {
  it("shows every field, with a title and ages relative to the current time by default", () => {
    assert.equal(
      dataLakePipelineRunSummary(RUN, { title: "Nightly export", now: NOW }),
      markdownOf("Nightly export", "3 days ago", "2 days ago", "in 39 days"),
    );
    sinon.useFakeTimers({ now: Date.parse("2025-05-05T09:42:00Z"), toFake: ["Date"] });
    for (const options of [undefined, {}, { title: undefined, now: undefined }])
      assert.equal(
        dataLakePipelineRunSummary(RUN, options),
        markdownOf("Data Lake Pipeline run", "1 day ago", "23 hours ago", "in 41 days"),
      );
  });

  it("leaves out the rows of missing fields", () => {
    assert.equal(
      dataLakePipelineRunSummary(REF),
      "## Data Lake Pipeline run\n\nState not reported\n\n| Field | Value |\n| --- | --- |\n| Pipeline | nightly |\n" +
        `| Project | ${REF.projectId} |\n| Run | ${REF.pipelineRunId} |\n`,
    );
  });

  const ONE_FIELD: readonly (readonly [DataLakePipelineRunSummaryFields, readonly string[]])[] = [
    [{ createdDate: "2025-05-07T09:41:00Z" }, ["| Created | 2025-05-07T09:41:00Z (1 minute ago) |"]],
    [{ lastUpdatedDate: "2025-05-07T09:42:00Z" }, ["| Last updated | 2025-05-07T09:42:00Z (just now) |"]],
    [{ scheduledDeletionDate: "soon" }, ["| Scheduled deletion | soon |"]],
    [{ datasetRetentionPolicy: { units: "WEEKS", value: 1 } }, ["| Retention | 1 week |"]],
    [{ datasetRetentionPolicy: { units: "MONTHS", value: 1200 } }, ["| Retention | 1,200 months |"]],
    [{ datasetRetentionPolicy: { units: "FORT_NIGHTS", value: 3 } }, ["| Retention | 3 FORT\\_NIGHTS |"]],
    [{ datasetRetentionPolicy: { units: "toString", value: 3 } }, ["| Retention | 3 toString |"]],
    [{ stats: {}, phase: "\n", datasetName: "", snapshotId: " " }, []],
    [{ stats: { bytesExported: 1 } }, ["| Exported | 1 byte |"]],
    [{ stats: { numDocs: 0 } }, ["| Documents | 0 |"]],
  ];
  for (const [fields, expected] of ONE_FIELD) {
    it(`shows ${JSON.stringify(fields)} alone`, () => {
      assert.deepEqual(rows(fields), expected);
    });
  }

  const STATUSES: readonly (readonly [DataLakePipelineRunSummaryFields, string])[] = [
    [{ state: "PENDING", phase: "SNAPSHOT" }, "**PENDING** (phase SNAPSHOT)"],
    [{ state: "IN_PROGRESS" }, "**IN\\_PROGRESS**"],
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

  for (const form of [dataLakePipelineRunSummary, dataLakePipelineRunReadme]) {
    for (const [options, message] of [
      [{ titel: "x" }, 'the options must not have the key "titel": did you mean title? Allowed: title, now'],
      [null, "the options must be an object such as { title, now }, got null"],
      [{ title: 7 }, "title must be a string, got number 7"],
      [{ now: "today" }, 'now must be a Date that is valid, got "today"'],
      [{ now: new Date(NaN) }, "now must be a Date that is valid, got an object"],
    ] as const) {
      it(`refuses options as ${form.name} does: ${message}`, () => {
        const error = thrownBy(() => form(RUN, options as object));
        assert.equal(error.code, "INVALID_ARGUMENT");
        assert.equal(saidBy(error), `${form.name}: ${message}`);
      });
    }
  }
});
