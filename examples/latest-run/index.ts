import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const config = new pulumi.Config();

// The newest run that is DONE: no run id is known, and none has to be.
const run = atlas.getLatestDataLakePipelineRunOutput({
  projectId: config.require("projectId"),
  pipelineName: config.require("pipelineName"),
});

export const pipelineRunId = run.pipelineRunId;
export const createdDate = run.createdDate;
export const datasetName = atlas.requireField(run, "datasetName");
export const snapshotId = run.snapshotId;
export const readme = atlas.dataLakePipelineRunReadme(run, { title: "Latest finished run" });
