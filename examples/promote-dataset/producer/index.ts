import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const config = new pulumi.Config();

const run = new atlas.DataLakePipelineRun("run", {
  projectId: config.require("projectId"),
  pipelineName: config.require("pipelineName"),
  pipelineRunId: config.require("pipelineRunId"),
  // What is not finished is not promoted: up fails, and the consumers keep the dataset they have.
  expectedState: "DONE",
});

// Published only where the run has them.
export const datasetName = run.require("datasetName");
export const snapshotId = run.require("snapshotId");
export const readme = atlas.dataLakePipelineRunReadme(run, { title: "Promoted run" });
