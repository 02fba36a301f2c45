import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const config = new pulumi.Config();

const run = new atlas.DataLakePipelineRun("run", {
  projectId: config.require("projectId"),
  pipelineName: config.require("pipelineName"),
  pipelineRunId: config.require("pipelineRunId"),
});

export const id = run.id;
export const state = run.state;
export const phase = run.phase;
export const snapshotId = run.snapshotId;
export const datasetName = run.datasetName;
export const pipelineId = run.pipelineId;
export const backupFrequencyType = run.backupFrequencyType;
export const createdDate = run.createdDate;
export const lastUpdatedDate = run.lastUpdatedDate;
export const scheduledDeletionDate = run.scheduledDeletionDate;
export const datasetRetentionPolicy = run.datasetRetentionPolicy;
export const stats = run.stats;
export const readme = atlas.dataLakePipelineRunReadme(run);
