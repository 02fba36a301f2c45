import { type Decoded } from "../codec/decoded.js";
import { decodeRun } from "../codec/decode-run.js";
import { type Show } from "../codec/problems.js";
import { describeRun, runPath, type RunRef } from "../../run/run-ref.js";
import { type ReadContext } from "./read-context.js";
import { type Endpoint } from "./decode-response.js";
import { readEndpoint } from "./read-endpoint.js";
import { contradictions, toRunFields, type RunFields } from "./run-fields.js";

/**
 * Reads one run: the one way that the resource and the functions share.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export async function readRun(context: ReadContext, ref: RunRef): Promise<RunFields> {
  return (await readEndpoint(context, runPath(ref), runEndpoint(ref))).value;
}

/** Describes the endpoint of one run. */
export function runEndpoint(ref: RunRef): Endpoint<RunFields> {
  return {
    label: ["", describeRun(ref), ""],
    notFoundAdvice: "Check projectId, pipelineName and pipelineRunId",
    requiredField: "_id",
    decode: (body, show) => decode(ref, body, show),
  };
}

function decode(ref: RunRef, body: unknown, show: Show): Decoded<RunFields> {
  const decoded = decodeRun(body, show);
  if (!decoded.ok) return decoded;
  const problems = contradictions(ref, decoded.value, show);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: toRunFields(ref, decoded.value), warnings: decoded.warnings };
}
