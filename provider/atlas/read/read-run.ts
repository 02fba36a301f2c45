import { decodeRun } from "../codec/decode-run.js";
import { describeRun, runPath, type RunRef } from "../../run/run-ref.js";
import { type Caller } from "./caller.js";
import { type Decoded, type Question } from "./interpret.js";
import { read } from "./read.js";
import { contradictions, toRunFields, type RunFields } from "./run-fields.js";

/**
 * Reads one run: the one way that the resource and the functions share.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export function readRun(caller: Caller, ref: RunRef): Promise<RunFields> {
  return read(caller, runPath(ref), runQuestion(ref));
}

/** What is asked for with one run. */
export function runQuestion(ref: RunRef): Question<RunFields> {
  return {
    what: describeRun(ref),
    missing: "projectId, pipelineName and pipelineRunId, and that the run has not been deleted",
    content: { name: "a Data Lake Pipeline run", field: "_id" },
    decode: (body) => decode(ref, body),
  };
}

function decode(ref: RunRef, body: unknown): Decoded<RunFields> {
  const decoded = decodeRun(body);
  if (!decoded.ok) return decoded;
  const problems = contradictions(ref, decoded.run);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: toRunFields(ref, decoded.run), warnings: decoded.warnings };
}
