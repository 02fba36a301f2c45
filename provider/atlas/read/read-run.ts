import { decodeRun, type RunFields } from "../codec/run.js";
import { describeRun, runPath, type RunRef } from "../../run/run-ref.js";
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
