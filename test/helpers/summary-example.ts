import { type GetDataLakePipelineRunResult } from "../../provider/index.js";

/** A run with every field. */
export const RUN: GetDataLakePipelineRunResult = {
  id: "32b6e34b3d91647abb20e7b8/nightly/62b6e34b3d91647abb20e7b8",
  projectId: "32b6e34b3d91647abb20e7b8",
  pipelineName: "nightly",
  pipelineRunId: "62b6e34b3d91647abb20e7b8",
  pipelineId: "42b6e34b3d91647abb20e7b8",
  snapshotId: "52b6e34b3d91647abb20e7b8",
  datasetName: "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
  state: "DONE",
  phase: "INGESTION",
  backupFrequencyType: "ON_DEMAND",
  createdDate: "2025-05-01T09:42:00Z",
  lastUpdatedDate: "2025-05-04T07:40:00.5Z",
  scheduledDeletionDate: "2025-06-12T11:42:00+02:00",
  datasetRetentionPolicy: { lastModifiedDate: "2025-05-01T09:42:00Z", units: "DAYS", value: 42 },
  stats: { bytesExported: 1_234_567_890, numDocs: 1_234_567 },
};

/** Three days after RUN was created. */
export const NOW = new Date("2025-05-04T09:42:00Z");

/** RUN as Markdown, with these words after its dates. */
export const markdownOf = (title: string, ages: readonly [string, string, string]): string => `## ${title}

**DONE** (phase INGESTION)

| Field | Value |
| --- | --- |
| State | DONE |
| Phase | INGESTION |
| Pipeline | nightly |
| Project | 32b6e34b3d91647abb20e7b8 |
| Run | 62b6e34b3d91647abb20e7b8 |
| Dataset | v1\\$atlas\\$snapshot\\$Cluster0\\$myDatabase\\$myCollection\\$19700101T000000Z |
| Snapshot | 52b6e34b3d91647abb20e7b8 |
| Backup frequency | ON\\_DEMAND |
| Created | 2025-05-01T09:42:00Z${ages[0]} |
| Last updated | 2025-05-04T07:40:00.5Z${ages[1]} |
| Scheduled deletion | 2025-06-12T09:42:00Z${ages[2]} |
| Retention | 42 days |
| Exported | 1.2 GB (1,234,567,890 bytes) |
| Documents | 1,234,567 |
`;
