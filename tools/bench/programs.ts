import { examplePipelineRun } from "pulumi-atlas-data-lake/testing";
import { PROVIDER_TEXT } from "./built.js";
import { PIPELINE_NAME, PROJECT_ID, runIdOf } from "./atlas/runs.js";

/** The programs that are compared; all are the `index.js` of one and the same project. */
export type ProgramName = "floor" | "resources" | "functions" | "empty";

const PULUMI = `const pulumi = require("@pulumi/pulumi");\n`;
const PACKAGE = `const atlas = require("pulumi-atlas-data-lake");\n`;
const ARGS = `({
  projectId: ${JSON.stringify(PROJECT_ID)},
  pipelineName: ${JSON.stringify(PIPELINE_NAME)},
  pipelineRunId: (${runIdOf.toString()})(n),
})`;

/** The text of a program that reads this many runs. */
export function program(name: ProgramName, size: number): string {
  const args = `const args = (n) => ${ARGS};\n`;
  switch (name) {
    case "empty":
      return `${PULUMI}module.exports = async () => ({});\n`;
    case "functions":
      return `${PULUMI}${PACKAGE}${args}module.exports = async () => {
  await Promise.all(Array.from({ length: ${size} }, (_, n) => atlas.getDataLakePipelineRun(args(n))));
  return {};
};\n`;
    case "resources":
      return `${PULUMI}${PACKAGE}${args}
for (let n = 0; n < ${size}; n++) new atlas.DataLakePipelineRun("run" + n, args(n));\n`;
    case "floor":
      return `${PULUMI}${args}${FLOOR_RESOURCE}
for (let n = 0; n < ${size}; n++) new Floor("run" + n, args(n));\n`;
  }
}

const { _id: _runId, groupId: _groupId, ...FIELDS } = examplePipelineRun.run;
const OUTPUTS = Object.keys(FIELDS);

/** The file that the floor's provider text loads, as ours loads the package. */
export const FLOOR_PROVIDER_FILE = "floor-provider.js";

/** As long as ours, and loaded the same way: the engine carries it with each resource. */
function floorProviderText(): string {
  const text = PROVIDER_TEXT.replace("pulumi-atlas-data-lake/provider", `./${FLOOR_PROVIDER_FILE}`);
  return text + " ".repeat(PROVIDER_TEXT.length - text.length);
}

/** Answers with constants: what is left is the engine, its SDK and its host of dynamic providers. */
export const FLOOR_PROVIDER = `exports.createProvider = () => ({
  configure: async () => {},
  read: async (id, { projectId, pipelineName, pipelineRunId }) =>
    ({ id, props: { projectId, pipelineName, pipelineRunId, ...${JSON.stringify(FIELDS)} } }),
});\n`;

const FLOOR_RESOURCE = `
const outputs = Object.fromEntries(${JSON.stringify(OUTPUTS)}.map((name) => [name, undefined]));
const provider = ${JSON.stringify(floorProviderText())};
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    const id = args.projectId + "/" + args.pipelineName + "/" + args.pipelineRunId;
    super("pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineFlo", name, { ...args, ...outputs, __provider: provider }, { id });
  }
}`;
