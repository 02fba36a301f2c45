import { type Counts } from "../atlas/protocol.js";
import { rotated, type Bench } from "../bench.js";
import { type BenchProject, type Command, type Sample } from "../project.js";

/** One side of a comparison: the floor, or ours against a server of some latency. */
export interface Side {
  readonly name: string;
  readonly program: "floor" | "resources";
  readonly latency: number;
}

export interface MeasuredSample extends Sample {
  readonly counts: Counts;
}

/** All samples of one command at one size, by the name of the side; those at one position are of one round. */
export interface SideSamples {
  readonly command: Command;
  readonly size: number;
  readonly of: ReadonlyMap<string, readonly MeasuredSample[]>;
}

export const FLOOR: Side = { name: "floor", program: "floor", latency: 0 };

export function ours(latency: number): Side {
  return { name: `${latency} ms`, program: "resources", latency };
}

/** Measures the floor and ours in turn, so that what changes on the machine meanwhile changes for both. */
export async function measureSides(
  bench: Bench,
  project: BenchProject,
  command: Command,
  size: number,
): Promise<SideSamples> {
  const sides = [FLOOR, ...bench.options.latencies.map(ours)];
  const of = new Map(sides.map(({ name }) => [name, [] as MeasuredSample[]]));
  for (let round = 0; round < bench.options.runs; round++) {
    for (const side of rotated(sides, round)) {
      const sample = await measureSide(bench, project, command, side, size);
      of.get(side.name)?.push(sample);
      bench.say(`${command}, N = ${size}, ${side.name}, run ${round + 1}: ${sample.seconds.toFixed(2)} s`);
    }
  }
  return { command, size, of };
}

async function measureSide(
  bench: Bench,
  project: BenchProject,
  command: Command,
  side: Side,
  size: number,
): Promise<MeasuredSample> {
  await bench.atlas.setLatency(side.latency);
  const sample = await project.measure(command, side.program, size);
  const counts = await bench.atlas.takeCounts();
  const expected = side.program === "floor" ? 0 : size;
  // A side that read less than it should would look fast.
  if (counts.reads !== expected)
    throw new Error(`${side.name}: ${counts.reads} reads in place of ${expected}`);
  return { ...sample, counts };
}
