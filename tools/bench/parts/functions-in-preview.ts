import { rotated, type Bench } from "../bench.js";
import { type BenchProject, type Sample } from "../project.js";
import { type Row, type Section } from "../report.js";
import { difference, figure, paired } from "../statistics.js";
import { USAGE_COLUMNS, usageFigures } from "./usage-figures.js";

export const FUNCTIONS_IN_PREVIEW = "Functions in pulumi preview: wall time";
export const FUNCTIONS_MEMORY = "Functions in pulumi preview: peak memory of the program, over an empty one";

const EMPTY = "empty";

/** How a row is called. */
export function previewRow(size: number, latency: number): string {
  return `N = ${size}, ${latency} ms`;
}

/** A program that reads with functions only, against an empty one. */
export async function measureFunctionsInPreview(bench: Bench): Promise<readonly Section[]> {
  const project = await bench.project();
  const times: Row[] = [];
  const memory: Row[] = [];
  for (const size of bench.options.sizes) {
    const samples = await measureRounds(bench, project, size);
    const empty = samples.get(EMPTY) ?? [];
    for (const latency of bench.options.latencies) {
      const ours = samples.get(latency) ?? [];
      times.push({ what: previewRow(size, latency), figures: timeFigures(ours, empty) });
      const figures = usageFigures(ours, empty, "program", "memory");
      memory.push({ what: previewRow(size, latency), figures });
    }
  }
  return [
    { title: FUNCTIONS_IN_PREVIEW, columns: ["empty program", "ours", "difference"], rows: times },
    { title: FUNCTIONS_MEMORY, columns: USAGE_COLUMNS, rows: memory },
  ];
}

type Side = typeof EMPTY | number;

async function measureRounds(
  bench: Bench,
  project: BenchProject,
  size: number,
): Promise<ReadonlyMap<Side, readonly Sample[]>> {
  const sides: readonly Side[] = [EMPTY, ...bench.options.latencies];
  const samples = new Map<Side, Sample[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < bench.options.runs; round++) {
    for (const side of rotated(sides, round)) {
      const sample = await measureSide(bench, project, side, size);
      samples.get(side)?.push(sample);
      bench.say(
        `functions in preview, N = ${size}, ${side}, run ${round + 1}: ${sample.seconds.toFixed(2)} s`,
      );
    }
  }
  return samples;
}

async function measureSide(bench: Bench, project: BenchProject, side: Side, size: number): Promise<Sample> {
  await bench.atlas.setLatency(side === EMPTY ? 0 : side);
  const sample = await project.measure("preview", side === EMPTY ? "empty" : "functions", size);
  const { reads } = await bench.atlas.takeCounts();
  const expected = side === EMPTY ? 0 : size;
  if (reads !== expected) throw new Error(`functions in preview: ${reads} reads in place of ${expected}`);
  return sample;
}

function timeFigures(ours: readonly Sample[], empty: readonly Sample[]): Row["figures"] {
  const [a, b] = [ours, empty].map((samples) => samples.map(({ seconds }) => seconds));
  if (a === undefined || b === undefined) return {};
  return {
    "empty program": figure("s", b),
    ours: figure("s", a),
    difference: figure("s", paired(a, b, difference)),
  };
}
