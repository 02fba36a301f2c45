import { NoMatchingRunError, oneLine } from "../../errors/index.js";
import { describePipeline, type PipelineRef } from "../../run/pipeline-ref.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunFields } from "../codec/run.js";
import { isInState } from "../../run/states.js";
import { newestFirst } from "./newest-first.js";
import { warnOfUnknownStates } from "./list-runs.js";
import { readList } from "./read-list.js";

/** Most states that a message counts. Atlas has five. */
const MAX_STATES = 20;

/** Returns the newest run of a pipeline in one of the states. @throws NoMatchingRunError, and the errors of the read */
export async function latestRun(
  context: ReadContext,
  ref: PipelineRef,
  states: readonly string[],
): Promise<RunFields> {
  warnOfUnknownStates(context, states);
  const { runs } = await readList(context, ref);
  const [latest] = newestFirst(runs.filter((run) => isInState(run, states)));
  if (latest === undefined) throw noMatch(ref, states, runs);
  return latest;
}

function noMatch(
  ref: PipelineRef,
  states: readonly string[],
  runs: readonly RunFields[],
): NoMatchingRunError {
  const counts = countByState(runs);
  const counted = Object.entries(counts);
  const found = counted.slice(0, MAX_STATES).map(([state, count]) => `${count} ${oneLine(state, 40)}`);
  if (counted.length > MAX_STATES) found.push("…");
  const has = found.length === 0 ? "no runs" : found.join(", ");
  const message = `no ${states.join(" or ")} run: ${describePipeline(ref)} has ${has}`;
  return new NoMatchingRunError(message, { expected: states, counts });
}

function countByState(runs: readonly RunFields[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { state = "unknown" } of runs) counts.set(state, (counts.get(state) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
