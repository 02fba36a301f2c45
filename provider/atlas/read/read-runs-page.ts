import { MAX_ITEMS } from "../codec/primitives.js";
import { decodeRunsPage, type RunsPage } from "../codec/run.js";
import { describePipeline, runsPath, type PipelineRef } from "../../run/pipeline-ref.js";
import { type Endpoint } from "./decode-response.js";
import { type ReadContext } from "./read-context.js";
import { readEndpoint } from "./read-endpoint.js";

/** Selects a page of the list of a pipeline's runs. */
export interface PageQuery {
  /** From 1. */
  readonly pageNum: number;
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
  /** Whether Atlas counts the runs of the whole list. */
  readonly includeCount: boolean;
}

/** One page. */
export interface PageOfRuns extends RunsPage {
  /** Number of bytes of the body after decompression. */
  readonly bytes: number;
}

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
    itemsPerPage: String(MAX_ITEMS),
    pageNum: String(pageNum),
    ...(createdBefore !== undefined && { createdBefore }),
  });
  const endpoint: Endpoint<Omit<PageOfRuns, "bytes">> = {
    label: ["the runs of ", describePipeline(ref), ` (page ${pageNum})`],
    notFoundAdvice: "Check projectId and pipelineName",
    requiredField: "results",
    decode: (body: unknown) => decodeRunsPage(ref, body),
  };
  const { value, bytes } = await readEndpoint(context, `${runsPath(ref)}?${parameters.toString()}`, endpoint);
  return { ...value, bytes };
}
