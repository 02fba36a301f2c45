import { createRequire } from "node:module";
import { join } from "node:path";
import { examplePipelineRun, type LocalRun } from "pulumi-atlas-data-lake/testing";
import { ROOT } from "../root.js";

/** Returns the n-th run, with every documented field. */
export function runOf(n: number): LocalRun {
  return { ...examplePipelineRun, run: { ...examplePipelineRun.run, _id: runIdOf(n) } };
}

function runIdOf(n: number): string {
  return n.toString(16).padStart(24, "0");
}

const { projectId, pipelineName } = examplePipelineRun;
const PULUMI = `const pulumi = require("@pulumi/pulumi");\n`;
const PACKAGE = `const atlas = require("pulumi-atlas-data-lake");\n`;
const ARGS = `const runIdOf = ${runIdOf.toString()};
const args = (n) => ({ ...${JSON.stringify({ projectId, pipelineName })}, pipelineRunId: runIdOf(n) });\n`;

/** Returns the text of a program that reads this many runs. */
export function programOf(name: string, size: number): string {
  const each = (type: string): string =>
    `for (let n = 0; n < ${size}; n++) new ${type}("run" + n, args(n));\n`;
  switch (name) {
    case "empty":
      return `${PULUMI}module.exports = async () => ({});\n`;
    case "functions":
      return `${PULUMI}${PACKAGE}${ARGS}module.exports = async () => {
  await Promise.all(Array.from({ length: ${size} }, (_, n) => atlas.getDataLakePipelineRun(args(n))));
  return {};
};\n`;
    case "resources":
      return `${PULUMI}${PACKAGE}${ARGS}${each("atlas.DataLakePipelineRun")}`;
    case "floor":
    case "untraced":
      return `${PULUMI}${ARGS}${floorResource(name === "untraced")}${each("Floor")}`;
    default:
      throw new Error(`no program "${name}"`);
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
  // No subpath exports this module of the built package.
  const load = createRequire(join(ROOT, "dist", "index.js"));
  const { PROVIDER_TEXT } = load(
    "./pulumi/resource/inputs.js",
  ) as typeof import("../../provider/pulumi/resource/inputs.js");
  // As long as ours, and loads its provider the same way: the engine carries it with each resource.
  const text = PROVIDER_TEXT.replace("pulumi-atlas-data-lake/provider", `./${FLOOR_PROVIDER_FILE}`);
  return `
const outputs = Object.fromEntries(${JSON.stringify(Object.keys(FIELDS))}.map((name) => [name, undefined]));
const provider = ${JSON.stringify(text.padEnd(PROVIDER_TEXT.length))};
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    const id = args.projectId + "/" + args.pipelineName + "/" + args.pipelineRunId;
    const { stackTraceLimit } = Error;
    ${untraced ? "Error.stackTraceLimit = 0;" : ""}
    super("pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineFlo", name, { ...args, ...outputs, __provider: provider }, { id });
    Error.stackTraceLimit = stackTraceLimit;
  }
}\n`;
}

/** Module that each Node.js process loads first: it records the peak of its memory. A process that a signal ends writes nothing at its end. */
export const MEMORY_HOOK = `const [command = ""] = process.argv.slice(1);
const role = command.includes("dynamic-provider") ? "provider" : command.includes("cmd/run") ? "program" : undefined;
if (role && require("node:worker_threads").isMainThread) {
  const write = () => require("node:fs").writeFileSync(require("node:path").join(__dirname, role), String(process.resourceUsage().maxRSS / 1024));
  setInterval(write, 100).unref();
  process.on("exit", write);
}\n`;

/** Ways to read runs in one process: as many at a time as the functions do by default. */
const READ_ALL: Readonly<Record<string, string>> = {
  loop: `const agent = new (require("node:http").Agent)({ keepAlive: true, maxSockets: 32 });
const headers = { accept: "application/vnd.atlas.2023-01-01+json", authorization: "Bearer " + process.env.MONGODB_ATLAS_ACCESS_TOKEN };
const { default: fetch } = await import("node-fetch");
const url = process.env.MONGODB_ATLAS_BASE_URL + "/api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs/";
const read = async (n) => (await fetch(url + runIdOf(n), { agent, headers })).json();
let next = 0;
const worker = async (runs = []) => { while (next < size) runs.push(await read(next++)); return runs; };
const readAll = async () => (await Promise.all(Array.from({ length: 32 }, () => worker()))).flat();`,
  functions: `await import("node-fetch");
const readAll = () => Promise.all(Array.from({ length: size }, (_, n) => atlas.getDataLakePipelineRun(args(n))));`,
};

/** Runs code in a process that has loaded everything; its last line has its time and its growth to the peak, in MiB. */
function scriptOf(load: string, read: string, time: string): string {
  return `${PULUMI}${PACKAGE}${ARGS}(async () => {
${load}
const [start, cpu, before] = [performance.now(), process.cpuUsage(), process.memoryUsage.rss() / 2 ** 20];
${read}
const [elapsed, { user, system }] = [(performance.now() - start) / 1e3, process.cpuUsage(cpu)];
const memory = process.resourceUsage().maxRSS / 2 ** 10 - before;
process.stdout.write("\\n" + JSON.stringify({ seconds: ${time}, memory }), () => process.exit());
})();`;
}

/** Reads this many runs. */
export function readingScript(name: string, size: number): string {
  return scriptOf(`const size = ${size};\n${READ_ALL[name] ?? ""}`, "await readAll();", "elapsed");
}

/** Reads a run, and then the list, which may fail. */
export const LIST_SCRIPT = scriptOf(
  `const { pipelineRunId, ...pipeline } = args(0);
await atlas.getDataLakePipelineRun({ ...pipeline, pipelineRunId });`,
  "await atlas.getDataLakePipelineRuns(pipeline).catch(() => undefined);",
  "(user + system) / 1e6",
);

/** Bodies of up to 1 MiB that cost the most. */
export const HOSTILE_BODIES: Readonly<Record<string, () => string>> = {
  "350,000 objects": () => `{"results":[${"{},".repeat(349_000)}1]}`,
  "500,000 arrays in each other": () => "[".repeat(524_000) + "]".repeat(524_000),
  "500 unknown states": () => {
    const results = Array.from({ length: 500 }, (_, n) => ({ ...runOf(n).run, state: `STATE_${n}` }));
    return JSON.stringify({ results });
  },
};

/** The configuration of OpenTofu for as many reads, by the provider that a team may come from. */
export function tofuConfiguration(
  size: number,
  baseUrl: string,
  key: { publicKey: string; privateKey: string },
): string {
  return `
terraform {
  required_providers {
    mongodbatlas = { source = "mongodb/mongodbatlas" }
  }
}
provider "mongodbatlas" {
  public_key  = "${key.publicKey}"
  private_key = "${key.privateKey}"
  base_url    = "${baseUrl}/"
}
data "mongodbatlas_data_lake_pipeline_run" "run" {
  count           = ${size}
  project_id      = "${projectId}"
  pipeline_name   = "${pipelineName}"
  pipeline_run_id = format("%024x", count.index)
}
output "states" {
  value = data.mongodbatlas_data_lake_pipeline_run.run[*].state
}
`;
}
