import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { Deployment } from "./deployment";

const config = new pulumi.Config();

// In any other state, preview and up stop here with one line, before anything is created.
const run = new atlas.DataLakePipelineRun("run", {
  projectId: config.require("projectId"),
  pipelineName: config.require("pipelineName"),
  pipelineRunId: config.require("pipelineRunId"),
  expectedState: "DONE",
});

// Its inputs are outputs of the run, so that it comes after the read. A run without one of these fields stops here too.
const deployment = new Deployment("deployment", {
  datasetName: run.require("datasetName"),
  snapshotId: run.require("snapshotId"),
});

export const deployed = deployment.id;
export const datasetName = deployment.datasetName;
export const readme = atlas.dataLakePipelineRunReadme(run, { title: "Deployed run" });
