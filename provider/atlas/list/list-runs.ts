import { AtlasApiError } from "../../errors/index.js";
import { COUNT_TIMEOUT } from "../http/retry-policy.js";
import { describePipeline, type PipelineRef } from "../../run/pipeline-ref.js";
import { readRunsPage, type PageOfRuns } from "../read/read-runs-page.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunFields } from "../read/run-fields.js";
import { isInState, unknownStates } from "../../run/states.js";
import { collectRuns, type ListReading } from "./collect-runs.js";
import { newestFirst } from "./created-at.js";

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
  const runs = await collectRuns(pageReader(context, ref, filter.createdBefore));
  return newestFirst(runs.filter((run) => filter.states === undefined || isInState(run, filter.states)));
}

/** Warns of states that Atlas does not document: no run may ever be in them. */
export function warnOfUnknownStates(context: ReadContext, states: readonly string[] | undefined): void {
  const unknown = unknownStates(states ?? []);
  if (unknown !== undefined) context.reporter.warnOnce(unknown);
}

/** Describes how the list of a pipeline's runs is read: without a count once Atlas has taken too long for it. */
export function pageReader(
  context: ReadContext,
  ref: PipelineRef,
  createdBefore: string | undefined,
): ListReading {
  let includeCount = true;
  const readPage = async (pageNum: number): Promise<PageOfRuns> => {
    try {
      return await readRunsPage(context, ref, { pageNum, createdBefore, includeCount });
    } catch (error) {
      if (!includeCount || !isCountTimeout(error)) throw error;
      includeCount = false;
      return readPage(pageNum);
    }
  };
  return { label: `the runs of ${describePipeline(ref)}`, readPage };
}

function isCountTimeout(error: unknown): boolean {
  return error instanceof AtlasApiError && error.errorCode === COUNT_TIMEOUT;
}
