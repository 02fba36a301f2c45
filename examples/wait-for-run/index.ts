import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const config = new pulumi.Config();

// A preview warns that up will wait; up polls until the run is DONE, and fails if it can no longer become so.
const run = new atlas.DataLakePipelineRun("run", {
  projectId: config.require("projectId"),
  pipelineName: config.require("pipelineName"),
  pipelineRunId: config.require("pipelineRunId"),
  expectedState: "DONE",
  wait: {
    timeoutSeconds: config.getNumber("timeoutSeconds") ?? 1800,
    pollIntervalSeconds: config.getNumber("pollIntervalSeconds") ?? 15,
  },
});

export const state = run.state;
export const datasetName = run.require("datasetName");
export const readme = atlas.dataLakePipelineRunReadme(run, { title: "Finished run" });
