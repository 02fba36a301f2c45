import { type RunFields } from "../codec/run.js";
import { sortableTime } from "../../run/rfc3339.js";

/** Sorts runs with the newest first; runs of the same time keep their order, and one without a time is the oldest. */
export function newestFirst(runs: readonly RunFields[]): readonly RunFields[] {
  const dated = runs.map((run) => ({ run, at: sortableTime(run.createdDate ?? "") }));
  dated.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  return dated.map(({ run }) => run);
}
