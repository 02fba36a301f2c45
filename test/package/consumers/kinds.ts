import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";

/** How the packages lie on disk. */
export type Layout = "npm" | "pnpm" | "workspace";

/** A way to write and to install a program that uses this package. */
export interface ConsumerKind {
  /** Short and unique: the name of the Pulumi project. */
  readonly name: string;
  readonly layout: Layout;
  /** Added to package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  /** The compiler in the project, where it is not the checkout's own. */
  readonly typescript?: string;
  /** Codes of deprecations that Node may warn of, because of code that is neither this package's nor its dependencies'. */
  readonly deprecationsOfOthers?: readonly string[];
  /** The runtime of the program, where it is not `nodejs`. */
  readonly runtime?: "bun";
  /** Further packages in the project. */
  readonly packages?: Readonly<Record<string, string>>;
}

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
const JAVASCRIPT_MODULE = `
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

/** With an explicit provider, in each version of the SDK. */
const COMMONJS = `
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

/** The compiler options of Pulumi's own TypeScript template. */
export const TEMPLATE_OPTIONS = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

const NODENEXT = { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext" };

function typescript(compilerOptions: object, program = TYPESCRIPT): Record<string, string> {
  const tsconfig = JSON.stringify({ compilerOptions, files: ["index.ts"] });
  return { "tsconfig.json": tsconfig, "index.ts": program };
}

/** TypeScript as the template of Pulumi has it, installed with npm. */
export const TEMPLATE_KIND: ConsumerKind = {
  name: "typescript-template",
  layout: "npm",
  files: typescript(TEMPLATE_OPTIONS),
};

export const CONSUMER_KINDS: readonly ConsumerKind[] = [
  TEMPLATE_KIND,
  { name: "typescript-nodenext", layout: "npm", files: typescript(NODENEXT) },
  { name: "javascript-commonjs", layout: "npm", files: { "index.js": COMMONJS } },
  {
    name: "javascript-module",
    layout: "npm",
    manifest: { type: "module" },
    files: { "index.js": JAVASCRIPT_MODULE },
  },
  { name: "pnpm-typescript", layout: "pnpm", files: typescript(TEMPLATE_OPTIONS) },
  {
    name: "workspace-module",
    layout: "workspace",
    manifest: { type: "module" },
    files: { "index.js": JAVASCRIPT_MODULE },
  },
];

/** Kinds that only `npm run test:matrix` looks at: other compilers, and TypeScript as an ES module. */
export const FURTHER_KINDS: readonly ConsumerKind[] = [
  {
    name: "typescript-module",
    layout: "npm",
    manifest: { type: "module" },
    files: typescript(NODENEXT),
    // The SDK runs TypeScript as a module where it finds this.
    packages: { "ts-node": "10.9.2" },
    // The SDK's module.register and ts-node's fs.Stats, on newer lines of Node.
    deprecationsOfOthers: ["DEP0205", "DEP0180"],
  },
  { name: "typescript-5.0", layout: "npm", files: typescript(TEMPLATE_OPTIONS), typescript: "5.0.4" },
  { name: "typescript-6", layout: "npm", files: typescript(NODENEXT), typescript: "6.0.3" },
  { name: "typescript-of-the-sdk", layout: "npm", files: typescript(TEMPLATE_OPTIONS), typescript: "none" },
];
