import { type Figure } from "./statistics.js";

/** One line of a table: what was measured, and a figure for each column that applies. */
export interface Row {
  readonly what: string;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** One table. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What the figures come from. */
export interface Machine {
  readonly cpu: string;
  readonly cpus: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly sdk: string;
  /** Absent where no part needed the engine. */
  readonly engine?: string;
}

/** A limit that a figure is compared with. */
export interface Verdict {
  readonly target: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly met: boolean;
}

/** All that one run of the benchmark has found. */
export interface Report {
  readonly machine: Machine;
  readonly date: string;
  readonly runs: number;
  readonly sections: readonly Section[];
  readonly targets: readonly Verdict[];
  readonly seconds: number;
}

/** The figure of a row, if it was measured. */
export function findFigure(
  sections: readonly Section[],
  title: string,
  what: string,
  column: string,
): Figure | undefined {
  const rows = sections.filter((section) => section.title === title).flatMap((section) => section.rows);
  return rows.find((row) => row.what === what)?.figures[column];
}
