import { type Decoded } from "../codec/decoded.js";
import { decodeRunsPage, type RunsPage } from "../codec/decode-runs.js";
import { MAX_PROBLEMS, type Show } from "../codec/problems.js";
import { type ListedRunBody } from "../codec/runs-page.js";
import { describePipeline, runsPath, type PipelineRef } from "../../run/pipeline-ref.js";
import { type Endpoint } from "./decode-response.js";
import { type ReadContext } from "./read-context.js";
import { readEndpoint } from "./read-endpoint.js";
import { toRunFields, type RunFields } from "./run-fields.js";

/** Selects a page of the list of a pipeline's runs. */
export interface PageQuery {
  /** From 1. */
  readonly pageNum: number;
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
  /** Whether Atlas counts the runs of the whole list. */
  readonly includeCount: boolean;
}

/** One page, with the runs as this package exposes them. */
export interface PageOfRuns extends Omit<RunsPage, "runs"> {
  readonly runs: readonly RunFields[];
  /** Number of bytes of the body after decompression. */
  readonly bytes: number;
}

/** Most runs that Atlas sends in one page. */
export const ITEMS_PER_PAGE = 500;

/**
 * Reads one page.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export async function readRunsPage(
  context: ReadContext,
  ref: PipelineRef,
  query: PageQuery,
): Promise<PageOfRuns> {
  const { pageNum, createdBefore, includeCount } = query;
  const parameters = new URLSearchParams({
    includeCount: String(includeCount),
    itemsPerPage: String(ITEMS_PER_PAGE),
    pageNum: String(pageNum),
    ...(createdBefore !== undefined && { createdBefore }),
  });
  const endpoint: Endpoint<Omit<PageOfRuns, "bytes">> = {
    label: ["the runs of ", describePipeline(ref), ` (page ${pageNum})`],
    notFoundAdvice: "Check projectId and pipelineName",
    requiredField: "results",
    decode: (body, show) => decode(ref, body, show),
  };
  const { value, bytes } = await readEndpoint(context, `${runsPath(ref)}?${parameters.toString()}`, endpoint);
  return { ...value, bytes };
}

function decode(ref: PipelineRef, body: unknown, show: Show): Decoded<Omit<PageOfRuns, "bytes">> {
  const decoded = decodeRunsPage(body, show);
  if (!decoded.ok) return decoded;
  const { value: page, warnings } = decoded;
  const problems: string[] = [];
  for (const [at, run] of page.runs.entries()) {
    if (problems.length <= MAX_PROBLEMS) problems.push(...foreign(ref, run, at, show));
  }
  if (problems.length > 0) return { ok: false, problems };
  const runs = page.runs.map((run) => toRunFields({ ...ref, pipelineRunId: run._id }, run));
  return { ok: true, value: { ...page, runs }, warnings };
}

/** Lists the problem of a run that belongs to another project. */
function foreign(ref: PipelineRef, { groupId }: ListedRunBody, at: number, show: Show): readonly string[] {
  if (groupId === undefined || groupId === ref.projectId) return [];
  return [`results[${at}].groupId: expected "${ref.projectId}", which was asked for, got ${show(groupId)}`];
}
