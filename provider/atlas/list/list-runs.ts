import { type PipelineRef } from "../../run/pipeline-ref.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunFields } from "../codec/run.js";
import { isInState, unknownStates } from "../../run/states.js";
import { newestFirst } from "./newest-first.js";
import { readList } from "./read-list.js";

/** Selects runs of a pipeline. */
export interface RunsFilter {
  /** Any state if undefined. */
  readonly states?: readonly string[] | undefined;
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
}

/** Lists the runs of a pipeline that match a filter, the newest first. @throws AtlasError */
export async function listRuns(
  context: ReadContext,
  ref: PipelineRef,
  filter: RunsFilter,
): Promise<readonly RunFields[]> {
  warnOfUnknownStates(context, filter.states);
  const { runs } = await readList(context, ref, filter.createdBefore);
  return newestFirst(runs.filter((run) => filter.states === undefined || isInState(run, filter.states)));
}

/** Warns of states that Atlas does not document: no run may ever be in them. */
export function warnOfUnknownStates(context: ReadContext, states: readonly string[] | undefined): void {
  const unknown = unknownStates(states ?? []);
  if (unknown !== undefined) context.reporter.warnOnce(unknown);
}
