import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";

/** What every program below exports, besides the version of Node that it ran on. */
export const EXPECTED_OUTPUTS = {
  snapshotId: String(RUN.run.snapshotId),
  datasetName: String(RUN.run.datasetName),
  state: String(RUN.run.state),
  names: "same, function",
} as const;

const ARGS = `{
  projectId: "${RUN_ARGS.projectId}",
  pipelineName: "${RUN_ARGS.pipelineName}",
  pipelineRunId: "${RUN_ARGS.pipelineRunId}",
}`;

/** An ES module: whether it is one when it runs is for the project to say. */
export const JAVASCRIPT_MODULE = `
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { DataLakePipelineRun, getDataLakePipelineRun } from "pulumi-atlas-data-lake";
import { startLocalAtlas } from "pulumi-atlas-data-lake/testing";

const args = ${ARGS};
const run = new DataLakePipelineRun("nightly", args);
export const snapshotId = run.snapshotId;
export const datasetName = atlas.getDataLakePipelineRunOutput({ ...args, projectId: pulumi.output(args.projectId) }).datasetName;
export const state = (await getDataLakePipelineRun(args)).state;
export const names = (atlas.DataLakePipelineRun === DataLakePipelineRun ? "same, " : "two, ") + typeof startLocalAtlas;
export const node = process.version;
`;

/** With an explicit provider, in each version of the SDK that the matrix has. */
export const COMMONJS = `
const pulumi = require("@pulumi/pulumi");
const atlas = require("pulumi-atlas-data-lake");
const { DataLakePipelineRun, getDataLakePipelineRun } = require("pulumi-atlas-data-lake");
const { startLocalAtlas } = require("pulumi-atlas-data-lake/testing");

const args = ${ARGS};
const config = new pulumi.Config("mongodbatlas");
const inputs = ["publicKey", "privateKey", "baseUrl"].map((name) => [name, config.require(name)]);
const provider = new atlas.Provider("own", Object.fromEntries(inputs));
const run = new DataLakePipelineRun("nightly", args, { provider });
exports.snapshotId = run.snapshotId;
exports.datasetName = atlas.getDataLakePipelineRunOutput({ ...args, projectId: pulumi.output(args.projectId) }).datasetName;
exports.state = getDataLakePipelineRun(args, { provider }).then(({ state }) => state);
exports.names = (atlas.DataLakePipelineRun === DataLakePipelineRun ? "same, " : "two, ") + typeof startLocalAtlas;
exports.node = process.version;
`;

/** With the types that a program names, so that a type that is lost on the way is an error. */
export const TYPESCRIPT = `
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { DataLakePipelineRun, getDataLakePipelineRun } from "pulumi-atlas-data-lake";
import { LocalAtlas, startLocalAtlas } from "pulumi-atlas-data-lake/testing";

const args: atlas.GetDataLakePipelineRunArgs = ${ARGS};
const run = new DataLakePipelineRun("nightly", args);
export const snapshotId: pulumi.Output<string | undefined> = run.snapshotId;
export const datasetName: pulumi.Output<string | undefined> | undefined = atlas.getDataLakePipelineRunOutput({
    ...args,
    projectId: pulumi.output(args.projectId),
}).datasetName;
export const state: Promise<atlas.PipelineRunState | undefined> = getDataLakePipelineRun(args).then(
    (result: atlas.GetDataLakePipelineRunResult) => result.state,
);
const start: (options?: {}) => Promise<LocalAtlas> = startLocalAtlas;
export const names = (atlas.DataLakePipelineRun === DataLakePipelineRun ? "same, " : "two, ") + typeof start;
export const node = process.version;
`;
