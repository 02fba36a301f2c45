import { parseArgs } from "node:util";

/** The parts of the benchmark that `--only` can choose. */
export const PARTS = ["engine", "functions", "sharing", "load", "decode"] as const;
export type PartName = (typeof PARTS)[number];

/** What one run of the benchmark does. */
export interface BenchOptions {
  readonly parts: readonly PartName[];
  /** How often everything is measured. */
  readonly runs: number;
  /** Numbers of Data Lake Pipeline runs to read. */
  readonly sizes: readonly number[];
  /** Milliseconds for which the local Atlas holds back each answer. */
  readonly latencies: readonly number[];
  /** Readers of one run at the same time. */
  readonly readers: number;
  /** Milliseconds for which each way of decoding is repeated. */
  readonly decodeMs: number;
  readonly json: boolean;
  /** Folder for CPU profiles; nothing else is done then. */
  readonly profile?: string;
}

const FULL = { runs: 5, sizes: [1, 100, 1000], latencies: [0, 50], readers: 1000, decodeMs: 300 } as const;
/** Shows that the benchmark works; its times mean nothing. */
const QUICK = { runs: 1, sizes: [30], latencies: [0], readers: 50, decodeMs: 20 } as const;

export const USAGE = `npm run bench -- [options]
  --runs N            measure everything N times (5)
  --sizes N,N,…       runs to read (1,100,1000)
  --latencies MS,…    the server's latencies (0,50)
  --only NAME         only this part, can be repeated: ${PARTS.join(", ")}
  --quick             one run, small numbers: shows that the benchmark works
  --json              JSON instead of tables
  --profile FOLDER    CPU profiles of one preview of the largest size, and where the time goes`;

/** @throws Error that says what is wrong with the command line. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string" },
      sizes: { type: "string" },
      latencies: { type: "string" },
      only: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const defaults = values.quick ? QUICK : FULL;
  return {
    ...defaults,
    parts: (values.only ?? PARTS).map(partName),
    json: values.json,
    ...(values.runs !== undefined && { runs: integer("--runs", values.runs, 1) }),
    ...(values.sizes !== undefined && { sizes: integers("--sizes", values.sizes, 1) }),
    ...(values.latencies !== undefined && { latencies: integers("--latencies", values.latencies, 0) }),
    ...(values.profile !== undefined && { profile: values.profile }),
  };
}

function partName(text: string): PartName {
  const name = PARTS.find((part) => part === text);
  if (name === undefined) throw new Error(`--only must be one of ${PARTS.join(", ")}, got "${text}"`);
  return name;
}

function integers(option: string, text: string, least: number): readonly number[] {
  return text.split(",").map((part) => integer(option, part, least));
}

function integer(option: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least) return value;
  throw new Error(`${option} must be an integer of at least ${least}, got "${text}"`);
}
