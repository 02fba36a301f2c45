import { credentialVariables, KINDS, type Kind } from "../atlas/credentials.js";
import { type Counts } from "../atlas/protocol.js";
import { rotated, type Bench } from "../bench.js";
import { runChild } from "../children/run-child.js";
import { type Row, type Section } from "../report.js";
import { figure, paired, quotient } from "../statistics.js";
import { countFigures } from "./counts.js";

export const FUNCTIONS = "Functions in a Node process: time of all reads";
export const FUNCTION_REQUESTS = "Functions in a Node process: requests and connections";

const BARE = "bare";

interface ChildSample {
  readonly ms: number;
  readonly counts: Counts;
}
type Samples = Readonly<Record<typeof BARE | Kind, ChildSample[]>>;

/** How a row is called. */
export function functionsRow(kind: Kind, size: number, latency: number): string {
  return `${kind}, N = ${size}, ${latency} ms`;
}

/** Functions with each kind of credentials against a bare loop of node-fetch. */
export async function measureFunctions(bench: Bench): Promise<readonly Section[]> {
  const times: Row[] = [];
  const requests: Row[] = [];
  for (const latency of bench.options.latencies) {
    for (const size of bench.options.sizes) {
      const samples = await measureRounds(bench, size, latency);
      times.push(...KINDS.map((kind) => timeRow(samples, kind, size, latency)));
      requests.push(...KINDS.map((kind) => requestRow(samples, kind, size, latency)));
    }
  }
  return [
    { title: FUNCTIONS, columns: ["bare loop", "ours", "ratio"], rows: times },
    {
      title: FUNCTION_REQUESTS,
      columns: ["requests", "reads", "challenges", "tokens", "connections"],
      rows: requests,
    },
  ];
}

async function measureRounds(bench: Bench, size: number, latency: number): Promise<Samples> {
  const samples: Samples = { bare: [], accessToken: [], serviceAccount: [], apiKey: [] };
  for (let round = 0; round < bench.options.runs; round++) {
    for (const side of rotated([BARE, ...KINDS] as const, round)) {
      const sample = await measureChild(bench, side, size, latency);
      samples[side].push(sample);
      bench.say(
        `functions, N = ${size}, ${latency} ms, ${side}, run ${round + 1}: ${sample.ms.toFixed(0)} ms`,
      );
    }
  }
  return samples;
}

async function measureChild(
  { atlas, signal }: Bench,
  side: typeof BARE | Kind,
  size: number,
  latency: number,
): Promise<ChildSample> {
  await atlas.setLatency(latency);
  const env = credentialVariables(side === BARE ? "accessToken" : side, atlas.baseUrl);
  const script = side === BARE ? "bare-loop" : "functions";
  const { ms } = (await runChild(script, [size, size], env, signal)) as { ms: number };
  const counts = await atlas.takeCounts();
  if (counts.reads !== size) throw new Error(`${side}: ${counts.reads} reads in place of ${size}`);
  return { ms, counts };
}

function timeRow(samples: Samples, kind: Kind, size: number, latency: number): Row {
  const bare = samples.bare.map(({ ms }) => ms);
  const ours = samples[kind].map(({ ms }) => ms);
  return {
    what: functionsRow(kind, size, latency),
    figures: {
      "bare loop": figure("ms", bare),
      ours: figure("ms", ours),
      ratio: figure("×", paired(ours, bare, quotient)),
    },
  };
}

function requestRow(samples: Samples, kind: Kind, size: number, latency: number): Row {
  return {
    what: functionsRow(kind, size, latency),
    figures: countFigures(samples[kind].map(({ counts }) => counts)),
  };
}
