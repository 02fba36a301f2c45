import { NoMatchingRunError, oneLine } from "../../errors/index.js";
import { type RunFields } from "../codec/run.js";
import { type ReadContext } from "../read/read-context.js";
import { describePipeline, type PipelineRef } from "../../run/run-ref.js";
import { sortableTime } from "../../run/rfc3339.js";
import { isInState, unknownStates } from "../../run/states.js";
import { readList } from "./read-list.js";

/** Selects runs of a pipeline. */
interface RunsFilter {
  /** Any state if undefined. */
  readonly states?: readonly string[] | undefined;
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
  /** Runs created after this time only: an RFC 3339 date and time. */
  readonly createdAfter?: string | undefined;
}

/** Lists the runs of a pipeline that match a filter, the newest first. @throws AtlasError */
export async function listRuns(
  context: ReadContext,
  ref: PipelineRef,
  { states, createdBefore, createdAfter }: RunsFilter,
): Promise<readonly RunFields[]> {
  warnOfUnknownStates(context, states ?? []);
  const { runs } = await readList(context, ref, { createdBefore });
  // Atlas has no such parameter. A run without a date is not known to be newer.
  const after = createdAfter === undefined ? undefined : sortableTime(createdAfter);
  const isNewer = (run: RunFields): boolean =>
    after === undefined || sortableTime(run.createdDate ?? "") > after;
  return newestFirst(runs.filter((run) => isNewer(run) && (states === undefined || isInState(run, states))));
}

/** Returns the newest run of a pipeline in one of the states. @throws NoMatchingRunError, and the errors of the read */
export async function latestRun(
  context: ReadContext,
  ref: PipelineRef,
  states: readonly string[],
): Promise<RunFields> {
  warnOfUnknownStates(context, states);
  const runs = await listRuns(context, ref, {});
  const latest = runs.find((run) => isInState(run, states));
  if (latest !== undefined) return latest;
  const counts = countByState(runs);
  const found = Object.entries(counts).map(([state, count]) => `${count} ${oneLine(state, 40)}`);
  const has = oneLine(found.join(", ")) || "no runs";
  const message = `no ${states.join(" or ")} run: ${describePipeline(ref)} has ${has}`;
  throw new NoMatchingRunError(message, { expected: states, counts });
}

/** Warns of states that Atlas does not document: no run may ever be in them. */
function warnOfUnknownStates(context: ReadContext, states: readonly string[]): void {
  const unknown = unknownStates(states);
  if (unknown !== undefined) context.reporter.warnOnce(unknown);
}

/** Sorts runs with the newest first; runs of the same time keep their order, and one without a time is the oldest. */
function newestFirst(runs: readonly RunFields[]): readonly RunFields[] {
  const dated = runs.map((run) => ({ run, at: sortableTime(run.createdDate ?? "") }));
  dated.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  return dated.map(({ run }) => run);
}

function countByState(runs: readonly RunFields[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { state = "unknown" } of runs) counts.set(state, (counts.get(state) ?? 0) + 1);
  return Object.fromEntries(counts);
}
