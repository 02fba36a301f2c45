import { examplePipelineRun, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { NO_CREDENTIALS } from "../engine/project.js";
import { runCommand } from "../engine/run-command.js";
import { runIdOf } from "./programs.js";

/** The same reads in one process with the SDK and without an engine: by the functions, and by a loop over node-fetch. */
export interface LoopCase {
  readonly credentials: "access token" | "API key";
  /** Milliseconds. */
  readonly latency: number;
  readonly size: number;
  readonly loop: Sample[];
  readonly functions: Sample[];
}

interface Sample {
  readonly seconds: number;
  /** Growth of the process to its peak, in MiB. */
  readonly memory: number;
}

interface Extent {
  readonly rounds: number;
  readonly sizes: readonly number[];
  readonly latencies: readonly number[];
}

interface Server {
  readonly atlas: LocalAtlas;
  readonly token: string;
  readonly key: { readonly publicKey: string; readonly privateKey: string };
  /** Folder inside the checkout, where the packages are found. */
  readonly cwd: string;
  readonly say: (line: string) => void;
}

/** Reads concurrently, as many at a time as the functions do by default. */
const CONCURRENCY = 32;

const { projectId, pipelineName } = examplePipelineRun;
const PATH = `/api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs/`;

/** Both scripts load everything first, then read, and print the number of runs, the seconds and the memory. */
const SCRIPTS = {
  loop: `const http = require("node:http");
const agent = new http.Agent({ keepAlive: true, maxSockets: ${CONCURRENCY} });
const headers = { accept: "application/vnd.atlas.2023-01-01+json", authorization: "Bearer " + process.env.TOKEN };
const { default: fetch } = await import("node-fetch");
const read = async (n) => {
  const response = await fetch(process.env.MONGODB_ATLAS_BASE_URL + "${PATH}" + runIdOf(n), { agent, headers });
  return response.json();
};
let next = 0;
const worker = async () => {
  const runs = [];
  while (next < SIZE) runs.push(await read(next++));
  return runs;
};
const readAll = async () => (await Promise.all(Array.from({ length: ${CONCURRENCY} }, worker))).flat();`,
  functions: `const { getDataLakePipelineRun } = require("pulumi-atlas-data-lake");
await import("node-fetch");
const args = ${JSON.stringify({ projectId, pipelineName })};
const read = (n) => getDataLakePipelineRun({ ...args, pipelineRunId: runIdOf(n) });
const readAll = () => Promise.all(Array.from({ length: SIZE }, (_, n) => read(n)));`,
};

/** Measures the largest size: once for each kind of credentials, then for each latency. The loop has the access token. */
export async function measureLoops(extent: Extent, server: Server): Promise<LoopCase[]> {
  const size = Math.max(...extent.sizes);
  const cases: LoopCase[] = [];
  for (const latency of extent.latencies) {
    for (const credentials of ["access token", "API key"] as const) {
      const one: LoopCase = { credentials, latency, size, loop: [], functions: [] };
      for (let round = 0; round < extent.rounds; round++) {
        for (const name of round % 2 === 0
          ? (["loop", "functions"] as const)
          : (["functions", "loop"] as const))
          one[name].push(await measureOne(name, one, server));
      }
      server.say(`one process, ${credentials}, ${latency} ms`);
      cases.push(one);
    }
  }
  server.atlas.clearFaults();
  return cases;
}

async function measureOne(
  name: "loop" | "functions",
  { credentials, latency, size }: LoopCase,
  { atlas, token, key, cwd }: Server,
): Promise<Sample> {
  atlas.clearFaults();
  if (latency > 0) atlas.fail({ type: "delay", milliseconds: latency }, { kind: "api" });
  const { publicKey: MONGODB_ATLAS_PUBLIC_KEY, privateKey: MONGODB_ATLAS_PRIVATE_KEY } = key;
  const env = {
    ...process.env,
    ...NO_CREDENTIALS,
    TOKEN: token,
    MONGODB_ATLAS_BASE_URL: atlas.baseUrl,
    ...(credentials === "API key"
      ? { MONGODB_ATLAS_PUBLIC_KEY, MONGODB_ATLAS_PRIVATE_KEY }
      : { MONGODB_ATLAS_ACCESS_TOKEN: token }),
  };
  const script = `require("@pulumi/pulumi");\nconst SIZE = ${size};\nconst runIdOf = ${runIdOf.toString()};\n(async () => {\n${SCRIPTS[name]}
const [start, before] = [performance.now(), process.memoryUsage.rss() / 2 ** 20];
const states = (await readAll()).filter(({ state }) => state !== undefined).length;
const seconds = (performance.now() - start) / 1000;
process.stdout.write("\\n" + JSON.stringify({ states, seconds, memory: process.resourceUsage().maxRSS / 2 ** 10 - before }));
process.exit(0);
})();`;
  const { stdout, failure } = await runCommand(process.execPath, ["-e", script], { cwd, env });
  if (failure !== undefined) throw new Error(`${name}: ${failure}`);
  const result = stdout.slice(stdout.lastIndexOf("\n"));
  const { states, ...sample } = JSON.parse(result) as Sample & { readonly states: number };
  if (states !== size) throw new Error(`${name}: ${states} reads, expected ${size}`);
  return sample;
}
