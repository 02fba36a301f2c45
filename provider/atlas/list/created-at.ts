import { type RunFields } from "../read/run-fields.js";
import { timeOf } from "../../run/rfc3339.js";

/** Returns the creation time of a run in milliseconds since 1970; a run without one counts as the oldest. */
export function createdAt({ createdDate }: Pick<RunFields, "createdDate">): number {
  if (createdDate === undefined) return -Infinity;
  const time = timeOf(createdDate);
  return Number.isNaN(time) ? -Infinity : time;
}

/** Sorts runs with the newest first; runs of the same time keep their order. */
export function newestFirst(runs: readonly RunFields[]): readonly RunFields[] {
  const dated = runs.map((run) => ({ run, at: createdAt(run) }));
  // Not by their difference: for two infinities it is NaN.
  dated.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  return dated.map(({ run }) => run);
}
