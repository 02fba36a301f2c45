import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { interruptSignal } from "../engine/interrupt.js";
import { type LimitCase } from "./measure-limit.js";
import { type LoopCase } from "./measure-loop.js";
import { type PeerBinaries } from "./peer.js";
import { measure, type Extent, type Measured, type PreviewCase, type StateSize } from "./measure.js";

const FULL: Omit<Extent, "peer"> = {
  rounds: 3,
  sizes: [1, 100, 1000],
  latencies: [0, 50],
  limit: { reads: 500, capacity: 300, refill: 100, periodSeconds: 60 },
};
const QUICK: Omit<Extent, "peer"> = {
  rounds: 1,
  sizes: [30],
  latencies: [0],
  limit: { reads: 60, capacity: 40, refill: 20, periodSeconds: 3 },
};

/** Runs `npm run bench`: progress on stderr, the result on stdout. Fails if it could not measure, never for a figure. */
async function main(): Promise<void> {
  const [flag, path] = [{ type: "boolean" }, { type: "string" }] as const;
  const { values } = parseArgs({ options: { quick: flag, json: flag, tofu: path, provider: path } });
  const extent = { ...(values.quick === true ? QUICK : FULL), peer: peerOf(values.tofu, values.provider) };
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const measured = await measure(extent, say, interruptSignal());
  const tables = markdown(measured, extent);
  if (values.json === true) say(tables);
  process.stdout.write(`${values.json === true ? JSON.stringify(measured) : tables}\n`);
}

function peerOf(tofu: string | undefined, provider: string | undefined): PeerBinaries | undefined {
  if (tofu !== undefined && provider !== undefined) return { tofu, provider };
  if (tofu === undefined && provider === undefined) return undefined;
  throw new Error("--tofu and --provider must be given together, each with the path of a binary");
}

function markdown({ engine, previews, loops, states, hostile, limit }: Measured, { rounds }: Extent): string {
  const cpu = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "CPU"}`;
  const day = new Date().toISOString().slice(0, 10);
  return [
    `Medians of ${rounds} (min–max); ${cpu}, Node ${process.versions.node}, engine ${engine}; ${day}.`,
    table(
      [
        "Program",
        "N",
        "Latency",
        "Preview",
        "Over empty",
        "Ratio to floor",
        "Challenges",
        "Connections",
        "Program's memory",
        "Provider's",
      ],
      previews.map((one) => previewRow(one, previews)),
    ),
    table(
      ["Credentials", "Latency", "N", "Loop", "Functions", "Ratio", "Loop's memory", "Functions'"],
      loops.map(loopRow),
    ),
    table(["N", "Entry of a run", "Export, a run", "`__provider`", "Update"], states.map(stateRow)),
    table(["N", "Rate limit", "Preview", "429"], [limitRow(limit)]),
    table(
      ["Response to a list", "CPU time", "Memory"],
      hostile.map((one) => [one.body, `${one.seconds.toFixed(2)} s`, `${one.mebibytes.toFixed(0)} MiB`]),
    ),
  ].join("\n\n");
}

function previewRow(one: PreviewCase, all: readonly PreviewCase[]): string[] {
  const { program, size, latency, seconds, challenges, connections, memory } = one;
  // Samples of the same round are compared: a slow moment of the machine slows both.
  const other = (name: string, round: number): number =>
    all.find((side) => side.program === name && side.size === size)?.seconds[round] ?? NaN;
  const over = seconds.map((value, round) => value - other("empty", round));
  const ratio = seconds.map((value, round) => value / other("floor", round));
  return [
    program,
    String(size),
    `${latency} ms`,
    spread(seconds, " s"),
    ["empty", "bare", "tofu"].includes(program) ? "" : spread(over, " s"),
    ["resources", "untraced"].includes(program) ? spread(ratio, "×") : "",
    String(Math.max(...challenges)),
    String(Math.max(...connections)),
    peak(memory.map((process) => process.program)),
    peak(memory.map((process) => process.provider)),
  ];
}

/** The median of the peaks of a process, if there is one. */
function peak(samples: readonly (number | undefined)[]): string {
  const known = samples.filter((sample) => sample !== undefined).toSorted((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)];
  return median === undefined ? "" : `${median.toFixed(0)} MiB`;
}

function loopRow({ credentials, latency, size, loop, functions }: LoopCase): string[] {
  const seconds = (samples: LoopCase["loop"]): number[] => samples.map((sample) => sample.seconds);
  const ratio = seconds(functions).map((value, round) => value / (loop[round]?.seconds ?? NaN));
  return [
    credentials,
    `${latency} ms`,
    String(size),
    spread(seconds(loop), " s"),
    spread(seconds(functions), " s"),
    spread(ratio, "×"),
    peak(loop.map(({ memory }) => memory)),
    peak(functions.map(({ memory }) => memory)),
  ];
}

function stateRow({ size, entry, growth, provider, seconds }: StateSize): string[] {
  return [String(size), `${entry} bytes`, `${growth} bytes`, `${provider} bytes`, `${seconds.toFixed(2)} s`];
}

function limitRow({ reads, capacity, refill, periodSeconds, seconds, refused }: LimitCase): string[] {
  const limit = `${capacity}, and ${refill} more each ${periodSeconds} s`;
  return [String(reads), limit, `${seconds.toFixed(1)} s`, String(refused)];
}

function spread(samples: readonly number[], unit: string): string {
  const sorted = samples.toSorted((a, b) => a - b).map((value) => value.toFixed(2));
  const median = `${sorted[Math.floor(sorted.length / 2)] ?? "none"}${unit}`;
  return sorted.length === 1 ? median : `${median} (${sorted[0] ?? ""}–${sorted.at(-1) ?? ""})`;
}

/** Makes a Markdown table whose columns are aligned in a terminal too. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

main().catch((error: unknown) => {
  process.stderr.write(`the benchmark failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
