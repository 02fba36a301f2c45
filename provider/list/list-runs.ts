import { type AtlasClient } from "../client/index.js";
import { describePipeline, type PipelineRef } from "../pipeline-ref.js";
import { readRunsPage, type Reporter, type RunFields } from "../read/index.js";
import { isInState } from "../states.js";
import { collectRuns, type ListReading } from "./collect-runs.js";
import { newestFirst } from "./created-at.js";

/** Which runs of a pipeline. */
export interface RunsFilter {
  /** Any state will do if undefined. */
  readonly states?: readonly string[] | undefined;
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
}

/** The runs of a pipeline that a filter lets through, the newest first. @throws AtlasError */
export async function listRuns(
  client: AtlasClient,
  ref: PipelineRef,
  filter: RunsFilter,
  reporter: Reporter,
): Promise<readonly RunFields[]> {
  const runs = await collectRuns(readingOf(client, ref, filter.createdBefore, reporter));
  return newestFirst(runs.filter((run) => filter.states === undefined || isInState(run, filter.states)));
}

/** How the list of a pipeline's runs is read. */
export function readingOf(
  client: AtlasClient,
  ref: PipelineRef,
  createdBefore: string | undefined,
  reporter: Reporter,
): ListReading {
  return {
    what: `the Data Lake Pipeline runs of ${describePipeline(ref)}`,
    readPage: (pageNum) => readRunsPage(client, ref, { pageNum, createdBefore }, reporter),
  };
}
