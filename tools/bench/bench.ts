import { type AtlasProcess } from "./atlas/atlas-process.js";
import { type BenchOptions } from "./options.js";
import { type BenchProject } from "./project.js";

/** What the parts of the benchmark are given. */
export interface Bench {
  readonly options: BenchOptions;
  readonly atlas: AtlasProcess;
  readonly signal: AbortSignal;
  /** Told what is being measured. */
  readonly say: (line: string) => void;
  /** The project on the engine; it is made when first asked for. */
  readonly project: () => Promise<BenchProject>;
}

/** The items, another one first in each round, so that none always follows the same one. */
export function rotated<T>(items: readonly T[], round: number): readonly T[] {
  const first = round % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
