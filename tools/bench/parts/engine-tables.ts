import { type Usage } from "../hook/usage.js";
import { type Row, type Section } from "../report.js";
import { figure, paired, quotient } from "../statistics.js";
import { FLOOR, type MeasuredSample, type SideSamples } from "./engine-samples.js";
import { USAGE_COLUMNS, usageFigures } from "./usage-figures.js";

export const TIMES = "Resources: wall time";
export const CPU = "Resources: CPU time of the processes";
export const MEMORY = "Resources: peak memory";
export const REQUESTS = "Resources: requests and connections";

/** How a row of a command is called. */
export function engineRow(command: string, size: number, side: string): string {
  return `${command}, N = ${size}, ${side}`;
}

export function engineTables(all: readonly SideSamples[]): readonly Section[] {
  return [
    { title: TIMES, columns: ["floor", "ours", "ratio", "added a run"], rows: all.flatMap(timeRows) },
    { title: CPU, columns: USAGE_COLUMNS, rows: all.flatMap((samples) => usageRows(samples, "cpu")) },
    { title: MEMORY, columns: USAGE_COLUMNS, rows: all.flatMap((samples) => usageRows(samples, "memory")) },
    { title: REQUESTS, columns: ["requests a run", "connections"], rows: all.flatMap(requestRows) },
  ];
}

function timeRows({ command, size, of }: SideSamples): readonly Row[] {
  const floor = seconds(of.get(FLOOR.name));
  return ourSides(of).map(([side, samples]) => {
    const ours = seconds(samples);
    const added = paired(ours, floor, (a, b) => ((a - b) * 1000) / size);
    const figures = {
      floor: figure("s", floor),
      ours: figure("s", ours),
      ratio: figure("×", paired(ours, floor, quotient)),
      "added a run": figure("ms", added),
    };
    return { what: engineRow(command, size, side), figures };
  });
}

/** At the first latency: what a process uses hardly depends on it. */
function usageRows({ command, size, of }: SideSamples, key: keyof Usage): readonly Row[] {
  const floor = of.get(FLOOR.name) ?? [];
  const ours = ourSides(of)[0]?.[1] ?? [];
  return (["program", "provider"] as const).map((role) => ({
    what: engineRow(command, size, role),
    figures: usageFigures(ours, floor, role, key),
  }));
}

function requestRows({ command, size, of }: SideSamples): readonly Row[] {
  return ourSides(of).map(([side, samples]) => ({
    what: engineRow(command, size, side),
    figures: {
      "requests a run": figure(
        "",
        samples.map(({ counts }) => counts.requests / size),
      ),
      connections: figure(
        "",
        samples.map(({ counts }) => counts.connections),
      ),
    },
  }));
}

function ourSides(of: SideSamples["of"]): readonly (readonly [string, readonly MeasuredSample[]])[] {
  return [...of].filter(([name]) => name !== FLOOR.name);
}

function seconds(samples: readonly MeasuredSample[] = []): readonly number[] {
  return samples.map((sample) => sample.seconds);
}
