import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { startLocalAtlas } from "pulumi-atlas-data-lake/testing";
import { ensureEngine } from "../engine/find-engine.js";
import { exitAtSignals, IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { Bench, KEY, TOKEN, type Case, type Sample } from "./measure.js";
import { HOSTILE_BODIES, runOf } from "./programs.js";

const FULL = { rounds: 3, sizes: [1, 1000], latencies: [0, 50] };
const QUICK = { rounds: 1, sizes: [30], latencies: [0] };
/** No limit: a benchmark sends more requests than Atlas allows. */
const NO_LIMIT = { capacity: 1e9, refill: 1e9, periodSeconds: 60 };

/** Runs `npm run bench`: progress on stderr, the result on stdout. Fails if it could not measure, never for a figure. */
async function main(): Promise<void> {
  exitAtSignals();
  const [flag, path] = [{ type: "boolean" }, { type: "string" }] as const;
  const { values } = parseArgs({ options: { quick: flag, json: flag, tofu: path, provider: path } });
  const { rounds, sizes, latencies } = values.quick === true ? QUICK : FULL;
  const engine = await ensureEngine(console.error);
  const pulumi = new IsolatedPulumi(engine);
  const runs = Array.from({ length: Math.max(...sizes) }, (_, n) => runOf(n));
  const credentials = { apiKeys: [KEY], accessTokens: [{ token: TOKEN }] };
  const atlas = await startLocalAtlas({ runs, ...credentials, rateLimit: NO_LIMIT });
  try {
    const bench = new Bench(pulumi, atlas, values.tofu, values.provider);
    const groups = [
      ...sizes.map((size) => previewsOf(size, latencies, values.tofu !== undefined)),
      ...latencies.map((latency) => [
        newCase("process", "loop", runs.length, latency, true),
        newCase("process", "functions", runs.length, latency, true),
        newCase("process", "functions", runs.length, latency),
      ]),
      Object.keys(HOSTILE_BODIES).map((body) => newCase("hostile", body, 1, 0)),
    ];
    // Not measured: the first command on a machine reads more from the disk.
    await bench.measure(newCase("preview", "empty", 1, 0));
    for (const group of groups) await measureGroup(bench, group, rounds);
    const cpu = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "CPU"}`;
    const day = new Date().toISOString().slice(0, 10);
    const head = `Medians of ${rounds} (min–max); ${cpu}, Node ${process.versions.node}, engine ${engine.version}; ${day}.`;
    const cases = groups.flat();
    const result = values.json === true ? JSON.stringify(cases) : [head, ...tables(cases)].join("\n\n");
    process.stdout.write(`${result}\n`);
  } finally {
    await atlas.close();
    pulumi.remove();
  }
}

function newCase(kind: Case["kind"], program: string, size: number, latency: number, token = false): Case {
  return { kind, program, size, latency, credentials: token ? "access token" : "API key", samples: [] };
}

function previewsOf(size: number, latencies: readonly number[], tofu: boolean): readonly Case[] {
  const readers = ["resources", "functions", ...(tofu ? ["tofu"] : [])];
  return [
    ...["empty", "floor", "untraced"].map((program) => newCase("preview", program, size, 0)),
    ...latencies.flatMap((latency) => readers.map((program) => newCase("preview", program, size, latency))),
  ];
}

/** Measures all cases round by round, in another order each time, so that a slow moment spares none of them. */
async function measureGroup(bench: Bench, cases: readonly Case[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const first = round % cases.length;
    for (const one of [...cases.slice(first), ...cases.slice(0, first)]) {
      const { seconds } = await bench.measure(one);
      console.error(
        `${one.kind}: ${one.program}, N = ${one.size}, ${one.latency} ms: ${seconds.toFixed(2)} s`,
      );
    }
  }
}

function tables(cases: readonly Case[]): readonly string[] {
  const of = (kind: Case["kind"]): readonly Case[] => cases.filter((one) => one.kind === kind);
  const process = of("process").filter(({ program }) => program === "functions");
  return [
    table(
      "Program|N|Latency|Preview|Over empty|Ratio to floor|Challenges|Connections|Program's memory|Provider's",
      of("preview").map((one) => previewRow(one, of("preview"))),
    ),
    table(
      "Credentials|Latency|N|Loop|Functions|Ratio|Loop's memory|Functions'",
      process.map((one) => processRow(one, of("process"))),
    ),
    table(
      "Response to a list|CPU time|Memory",
      of("hostile").map(({ program, samples }) => [
        program,
        spread(valuesOf(samples, "seconds"), " s"),
        peak(samples),
      ]),
    ),
  ];
}

function previewRow(one: Case, all: readonly Case[]): readonly string[] {
  const { program, size, latency, samples } = one;
  const seconds = valuesOf(samples, "seconds");
  // Samples of the same round are compared: a slow moment of the machine slows both.
  const other = (name: string): readonly number[] =>
    valuesOf(all.find((side) => side.program === name && side.size === size)?.samples ?? [], "seconds");
  const over = seconds.map((value, round) => value - (other("empty")[round] ?? NaN));
  return [
    program,
    String(size),
    `${latency} ms`,
    spread(seconds, " s"),
    ["empty", "tofu"].includes(program) ? "" : spread(over, " s"),
    ["resources", "untraced"].includes(program) ? ratio(seconds, other("floor")) : "",
    String(Math.max(...valuesOf(samples, "challenges"))),
    String(Math.max(...valuesOf(samples, "connections"))),
    peak(samples),
    peak(samples, "provider"),
  ];
}

function processRow(one: Case, all: readonly Case[]): readonly string[] {
  const { credentials, latency, size, samples } = one;
  const loop = all.find((side) => side.program === "loop" && side.latency === latency)?.samples ?? [];
  const [functions, floor] = [valuesOf(samples, "seconds"), valuesOf(loop, "seconds")];
  const times = [spread(floor, " s"), spread(functions, " s"), ratio(functions, floor)];
  return [credentials, `${latency} ms`, String(size), ...times, peak(loop), peak(samples)];
}

function valuesOf(samples: readonly Sample[], name: keyof Sample): readonly number[] {
  return samples.map((sample) => sample[name]).filter((value) => value !== undefined);
}

function peak(samples: readonly Sample[], name: "memory" | "provider" = "memory"): string {
  const median = medianOf(valuesOf(samples, name));
  return median === undefined ? "" : `${median.toFixed(0)} MiB`;
}

function ratio(values: readonly number[], others: readonly number[]): string {
  const ratios = values.map((value, round) => value / (others[round] ?? NaN));
  return spread(ratios, "×");
}

function medianOf(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function spread(values: readonly number[], unit: string): string {
  const median = `${medianOf(values)?.toFixed(2) ?? "none"}${unit}`;
  if (values.length < 2) return median;
  return `${median} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}

/** Makes a Markdown table, for Prettier to align. */
function table(head: string, rows: readonly (readonly string[])[]): string {
  const names = head.split("|");
  return [names, names.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

main().catch((error: unknown) => {
  console.error(`the benchmark failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
