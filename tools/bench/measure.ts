import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startLocalAtlas, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { ensureEngine } from "../engine/find-engine.js";
import { IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { EngineProject, type StateResource } from "../engine/project.js";
import { ROOT } from "../root.js";
import { measureHostile, type HostileCase } from "./measure-hostile.js";
import { measureLimit, type LimitCase, type LimitExtent } from "./measure-limit.js";
import { measureLoops, type LoopCase } from "./measure-loop.js";
import { Memory, type PeakMemory } from "./memory.js";
import { makePeer, type Peer, type PeerBinaries } from "./peer.js";
import { FLOOR_PROVIDER, FLOOR_PROVIDER_FILE, program, runOf, type ProgramName } from "./programs.js";

/** Extent of one benchmark. */
export interface Extent {
  /** Samples of each case. */
  readonly rounds: number;
  /** Numbers of runs that a program reads. */
  readonly sizes: readonly number[];
  /** Delays of each response of the local Atlas, in milliseconds. */
  readonly latencies: readonly number[];
  readonly limit: LimitExtent;
  /** Undefined: the peer is not measured. */
  readonly peer: PeerBinaries | undefined;
}

/** One program against a server of one latency, with one sample a round. */
export interface PreviewCase {
  readonly program: ProgramName | "tofu";
  readonly size: number;
  /** Milliseconds. */
  readonly latency: number;
  readonly seconds: number[];
  /** Requests with a run in the response. */
  readonly reads: number[];
  /** Requests with a Digest challenge in the response. */
  readonly challenges: number[];
  readonly connections: number[];
  readonly memory: PeakMemory[];
}

/** State of a stack after an update that reads `size` runs, as compact JSON, in bytes. */
export interface StateSize {
  readonly size: number;
  /** The largest entry of a run. */
  readonly entry: number;
  /** The largest provider text of a run. */
  readonly provider: number;
  /** Growth of the whole export over that of an empty program, for each run. */
  readonly growth: number;
  /** Time of the update in seconds. */
  readonly seconds: number;
}

/** Measured figures of one benchmark. */
export interface Measured {
  readonly engine: string;
  readonly previews: readonly PreviewCase[];
  readonly loops: readonly LoopCase[];
  readonly states: readonly StateSize[];
  readonly limit: LimitCase;
  readonly hostile: readonly HostileCase[];
}

const KEY = { publicKey: "benchmark", privateKey: "benchmark-private-key" };
const TOKEN = "benchmark-token";
/** No limit: a benchmark sends more requests than Atlas allows. */
const NO_LIMIT = { capacity: 1e9, refill: 1e9, periodSeconds: 60 };
const PREVIEW = ["preview", "--suppress-progress", "--suppress-outputs"];
const UP = ["up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"];
/** A file backend writes the whole state after each resource; here it is written once, at the end. */
const WRITE_STATE_ONCE = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** The one project and stack of all programs, of which only `index.js` changes, and the server. */
interface Bench {
  readonly project: EngineProject;
  readonly atlas: LocalAtlas;
  readonly memory: Memory;
  readonly peer: Peer | undefined;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Measures, and removes all that it starts or writes before it settles. */
export async function measure(
  extent: Extent,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Measured> {
  const engine = await ensureEngine({ report: say, signal });
  const pulumi = new IsolatedPulumi(engine);
  const runs = Array.from({ length: Math.max(...extent.sizes) }, (_, n) => runOf(n));
  const atlas = await startLocalAtlas({
    runs,
    apiKeys: [KEY],
    accessTokens: [{ token: TOKEN }],
    rateLimit: NO_LIMIT,
  });
  // A folder for each process, inside the checkout: there the programs find the installed packages.
  const folder = join(ROOT, "build", "bench-projects", String(process.pid));
  const project = new EngineProject(pulumi, "bench", "", { folder, typescript: true });
  const memory = new Memory(folder);
  const peer = extent.peer && makePeer(extent.peer, join(folder, "peer"), { ...KEY, baseUrl: atlas.baseUrl });
  const bench = { project, atlas, memory, peer, say, signal };
  try {
    writeFileSync(join(folder, FLOOR_PROVIDER_FILE), FLOOR_PROVIDER);
    const { publicKey, privateKey } = KEY;
    project.configure({
      "mongodbatlas:baseUrl": atlas.baseUrl,
      "mongodbatlas:publicKey": publicKey,
      "mongodbatlas:privateKey": privateKey,
    });
    // Not measured: the first command on a machine reads more from the disk.
    await run(bench, "empty", 0, PREVIEW);
    const previews: PreviewCase[] = [];
    for (const size of extent.sizes) previews.push(...(await measurePreviews(bench, size, extent)));
    const loops = await measureLoops(extent, { atlas, cwd: folder, token: TOKEN, key: KEY, say });
    const states = await measureStates(bench, extent.sizes);
    const env = { MONGODB_ATLAS_BASE_URL: atlas.baseUrl, MONGODB_ATLAS_ACCESS_TOKEN: TOKEN };
    const hostile = await measureHostile(atlas, folder, env);
    const limit = await measureLimit(extent.limit, TOKEN, async (baseUrl) => {
      say(`rate limit, N = ${extent.limit.reads}`);
      project.configure({ "mongodbatlas:baseUrl": baseUrl, "mongodbatlas:accessToken": TOKEN });
      await run(bench, "functions", extent.limit.reads, PREVIEW);
    });
    return { engine: engine.version, previews, loops, states, hostile, limit };
  } finally {
    await atlas.close();
    rmSync(folder, { recursive: true, force: true });
    pulumi.remove();
  }
}

/** Measures all programs round by round, in another order each time, so that a slow moment spares none of them. */
async function measurePreviews(bench: Bench, size: number, extent: Extent): Promise<PreviewCase[]> {
  const newCase = (program: PreviewCase["program"], latency: number): PreviewCase => {
    return { program, size, latency, seconds: [], reads: [], challenges: [], connections: [], memory: [] };
  };
  const readers = ["resources", "functions", ...(bench.peer ? (["tofu"] as const) : [])] as const;
  const cases = [
    newCase("bare", 0),
    newCase("empty", 0),
    newCase("floor", 0),
    newCase("untraced", 0),
    ...extent.latencies.flatMap((latency) => readers.map((program) => newCase(program, latency))),
  ];
  for (let round = 0; round < extent.rounds; round++) {
    const first = round % cases.length;
    for (const one of [...cases.slice(first), ...cases.slice(0, first)]) {
      const seconds = await measurePreview(bench, one);
      bench.say(
        `${one.program}, N = ${size}, ${one.latency} ms, round ${round + 1}: ${seconds.toFixed(2)} s`,
      );
    }
  }
  return cases;
}

/** Adds one sample to a case. A program that reads fewer or more runs than it should ends the benchmark. */
async function measurePreview(bench: Bench, one: PreviewCase): Promise<number> {
  const { atlas, memory, peer } = bench;
  const { program, size, latency } = one;
  atlas.clearFaults();
  if (latency > 0) atlas.fail({ type: "delay", milliseconds: latency }, { kind: "api" });
  atlas.clearRequests();
  const connections = atlas.connections;
  memory.clear();
  const start = performance.now();
  if (program === "tofu") await peer?.plan(size, bench.signal);
  else await run(bench, program, size, PREVIEW);
  const seconds = (performance.now() - start) / 1000;
  const reads = atlas.requests.filter(({ status }) => status === 200).length;
  const expected = ["resources", "functions", "tofu"].includes(program) ? size : 0;
  if (reads !== expected) throw new Error(`${program}: ${reads} reads, expected ${expected}`);
  one.seconds.push(seconds);
  one.reads.push(reads);
  one.challenges.push(atlas.requests.filter(({ challenged }) => challenged).length);
  one.memory.push(memory.peak());
  one.connections.push(atlas.connections - connections);
  return seconds;
}

/** Measures in rising order of the sizes: each update adds to the stack. */
async function measureStates(bench: Bench, sizes: readonly number[]): Promise<StateSize[]> {
  bench.atlas.clearFaults();
  await run(bench, "empty", 0, UP);
  const empty = await exportState(bench);
  const states: StateSize[] = [];
  for (const size of sizes.toSorted((a, b) => a - b)) {
    bench.say(`state, N = ${size}`);
    const start = performance.now();
    await run(bench, "resources", size, UP);
    const seconds = (performance.now() - start) / 1000;
    const full = await exportState(bench);
    const { deployment } = JSON.parse(full) as { deployment: { resources: readonly StateResource[] } };
    const runs = deployment.resources.filter(({ type }) => type.endsWith(":DataLakePipelineRun"));
    if (runs.length !== size) throw new Error(`${runs.length} runs in the state, expected ${size}`);
    states.push({
      size,
      entry: Math.max(...runs.map((entry) => Buffer.byteLength(JSON.stringify(entry)))),
      provider: Math.max(...runs.map(({ inputs }) => Buffer.byteLength(String(inputs["__provider"])))),
      growth: Math.round((Buffer.byteLength(full) - Buffer.byteLength(empty)) / size),
      seconds,
    });
  }
  return states;
}

/** Returns the export of the stack without white space. */
async function exportState({ project }: Bench): Promise<string> {
  return JSON.stringify(JSON.parse(await project.succeed(["stack", "export"])));
}

async function run(bench: Bench, name: ProgramName, size: number, args: readonly string[]): Promise<void> {
  const { project, memory, signal } = bench;
  signal.throwIfAborted();
  writeFileSync(join(project.folder, "index.js"), program(name, size));
  const result = await project.cli(args, { env: { ...WRITE_STATE_ONCE, ...memory.environment }, signal });
  signal.throwIfAborted();
  if (result.exitCode === 0) return;
  throw new Error(`pulumi ${args.join(" ")} failed:\n${result.stdout.slice(-4000)}${result.stderr}`);
}
