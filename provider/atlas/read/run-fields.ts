import { type PipelineRunBody } from "../codec/pipeline-run.js";
import { showValue, type Show } from "../codec/problems.js";
import { type RunRef } from "../../run/run-ref.js";

/**
 * The fields of a run as this package exposes them: those of the API, with `groupId` as `projectId` and `_id` as
 * `pipelineRunId`, and `pipelineName`, which the API does not send back. A field that Atlas did not send is absent.
 */
export type RunFields = RunRef & Omit<PipelineRunBody, "_id" | "groupId">;

/** Returns the fields of the requested run. */
export function toRunFields(ref: RunRef, body: PipelineRunBody): RunFields {
  const { _id, groupId, ...fields } = body;
  const { projectId, pipelineName, pipelineRunId } = ref;
  return { projectId, pipelineName, pipelineRunId, ...fields };
}

/** Lists the contradictions between a body and its request: a response about another run is an error. */
export function contradictions(
  ref: RunRef,
  body: PipelineRunBody,
  show: Show = showValue,
): readonly string[] {
  const pairs = [
    ["_id", body._id, ref.pipelineRunId],
    ["groupId", body.groupId, ref.projectId],
  ] as const;
  return pairs
    .filter(([, got, asked]) => got !== undefined && got !== asked)
    .map(([path, got, asked]) => `${path}: expected "${asked}", which was asked for, got ${show(got)}`);
}
