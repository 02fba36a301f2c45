import { createRequire } from "node:module";
import { join } from "node:path";
import { examplePipelineRun, type LocalRun } from "pulumi-atlas-data-lake/testing";
import { ROOT } from "../root.js";

/** The programs that are compared; each is the `index.js` of one and the same project. */
export type ProgramName = "bare" | "empty" | "floor" | "untraced" | "resources" | "functions";

/** Returns the n-th run, with every documented field. */
export function runOf(n: number): LocalRun {
  return { ...examplePipelineRun, run: { ...examplePipelineRun.run, _id: runIdOf(n) } };
}

export function runIdOf(n: number): string {
  return n.toString(16).padStart(24, "0");
}

const { projectId, pipelineName } = examplePipelineRun;
const PULUMI = `const pulumi = require("@pulumi/pulumi");\n`;
const PACKAGE = `const atlas = require("pulumi-atlas-data-lake");\n`;
const ARGS = `const runIdOf = ${runIdOf.toString()};
const args = (n) => ({ ...${JSON.stringify({ projectId, pipelineName })}, pipelineRunId: runIdOf(n) });\n`;

/** Returns the text of a program that reads this many runs. */
export function program(name: ProgramName, size: number): string {
  switch (name) {
    case "bare":
      return "module.exports = async () => ({});\n";
    case "empty":
      return `${PULUMI}module.exports = async () => ({});\n`;
    case "functions":
      return `${PULUMI}${PACKAGE}${ARGS}module.exports = async () => {
  await Promise.all(Array.from({ length: ${size} }, (_, n) => atlas.getDataLakePipelineRun(args(n))));
  return {};
};\n`;
    case "resources":
      return `${PULUMI}${PACKAGE}${ARGS}
for (let n = 0; n < ${size}; n++) new atlas.DataLakePipelineRun("run" + n, args(n));\n`;
    case "floor":
    case "untraced":
      return `${PULUMI}${ARGS}${floorResource(name === "untraced")}
for (let n = 0; n < ${size}; n++) new Floor("run" + n, args(n));\n`;
  }
}

const { _id: _runId, groupId: _groupId, ...FIELDS } = examplePipelineRun.run;

/** File that the floor's provider text loads, as ours loads the package. */
export const FLOOR_PROVIDER_FILE = "floor-provider.js";

/** Provider whose `read` returns constants. The rest is the time of the engine, its SDK and its provider host. */
export const FLOOR_PROVIDER = `exports.createProvider = () => ({
  configure: async () => {},
  read: async (id, { projectId, pipelineName, pipelineRunId }) =>
    ({ id, props: { projectId, pipelineName, pipelineRunId, ...${JSON.stringify(FIELDS)} } }),
});\n`;

/** @param untraced Whether the SDK records no stack traces in the constructor, as in that of `DataLakePipelineRun`. */
function floorResource(untraced: boolean): string {
  return `
const outputs = Object.fromEntries(${JSON.stringify(Object.keys(FIELDS))}.map((name) => [name, undefined]));
const provider = ${JSON.stringify(floorProviderText())};
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    const id = args.projectId + "/" + args.pipelineName + "/" + args.pipelineRunId;
    const { stackTraceLimit } = Error;
    ${untraced ? "Error.stackTraceLimit = 0;" : ""}
    super("pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineFlo", name, { ...args, ...outputs, __provider: provider }, { id });
    Error.stackTraceLimit = stackTraceLimit;
  }
}`;
}

/** Makes a provider text as long as ours that loads its provider the same way: the engine carries it with each resource. */
function floorProviderText(): string {
  // No subpath exports this module of the built package.
  const load = createRequire(join(ROOT, "dist", "index.js"));
  const { PROVIDER_TEXT } = load(
    "./pulumi/resource/provider-text.js",
  ) as typeof import("../../provider/pulumi/resource/provider-text.js");
  const text = PROVIDER_TEXT.replace("pulumi-atlas-data-lake/provider", `./${FLOOR_PROVIDER_FILE}`);
  return text.padEnd(PROVIDER_TEXT.length);
}
