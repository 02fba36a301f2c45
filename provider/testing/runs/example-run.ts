import { type LocalRun } from "./pipeline-run.js";

const ID = "32b6e34b3d91647abb20e7b8";
const DATE = "2025-05-04T09:42:00Z";

/**
 * The example of a 200 response on the API's reference page, field for field, in pipeline "nightly". It is `PENDING`.
 *
 * @example
 * ```ts
 * const done: LocalRun = { ...examplePipelineRun, run: { ...examplePipelineRun.run, state: "DONE" } };
 * ```
 */
export const examplePipelineRun: LocalRun = {
  projectId: ID,
  pipelineName: "nightly",
  run: {
    _id: ID,
    backupFrequencyType: "HOURLY",
    createdDate: DATE,
    datasetName: "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
    datasetRetentionPolicy: { lastModifiedDate: DATE, units: "DAYS", value: 42 },
    groupId: ID,
    lastUpdatedDate: DATE,
    phase: "SNAPSHOT",
    pipelineId: ID,
    scheduledDeletionDate: DATE,
    snapshotId: ID,
    state: "PENDING",
    stats: { bytesExported: 42, numDocs: 42 },
  },
};
