import { MAX_ITEMS } from "../codec/primitives.js";
import { decodeRun, decodeRunsPage, type RunFields, type RunsPage } from "../codec/run.js";
import {
  describePipeline,
  runsPath,
  type PipelineRef,
  describeRun,
  runPath,
  type RunRef,
} from "../../run/run-ref.js";
import { type ReadContext } from "./read-context.js";
import { type Endpoint } from "./decode-response.js";
import { readEndpoint } from "./read-endpoint.js";

/**
 * Reads one run: the one way that the resource and the functions share.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export function readRun(context: ReadContext, ref: RunRef): Promise<RunFields> {
  return readEndpoint(context, runPath(ref), runEndpoint(ref));
}

/** Describes the endpoint of one run. */
export function runEndpoint(ref: RunRef): Endpoint<RunFields> {
  return {
    label: ["", describeRun(ref), ""],
    notFoundAdvice: "Check projectId, pipelineName and pipelineRunId",
    requiredField: "_id",
    decode: (body) => decodeRun(ref, body),
  };
}

/** Selects the runs of a list. */
export interface ListQuery {
  /** Runs created before this time only: an RFC 3339 date and time. */
  readonly createdBefore?: string | undefined;
  /** Whether Atlas counts the runs of the whole list. Default: no, since it takes time and may be an estimate. */
  readonly includeCount?: boolean;
}

/** Reads one page of the list of a pipeline's runs, from 1. @throws what `readRun` throws */
export function readRunsPage(
  context: ReadContext,
  ref: PipelineRef,
  { pageNum, createdBefore, includeCount = false }: ListQuery & { readonly pageNum: number },
): Promise<RunsPage> {
  const query = new URLSearchParams({
    includeCount: String(includeCount),
    itemsPerPage: String(MAX_ITEMS),
    pageNum: String(pageNum),
    ...(createdBefore !== undefined && { createdBefore }),
  });
  return readEndpoint(context, `${runsPath(ref)}?${query.toString()}`, {
    label: ["the runs of ", describePipeline(ref), ` (page ${pageNum})`],
    notFoundAdvice: "Check projectId and pipelineName",
    requiredField: "results",
    decode: (body) => decodeRunsPage(ref, body),
  });
}
