import { shownName, type RunRef } from "./run-ref.js";

/** Names a Data Lake Pipeline: the path parameters of the request for the list of its runs. @interface */
export type PipelineRef = Pick<RunRef, "projectId" | "pipelineName">;

/** Names a pipeline in a message: `pipeline nightly in project 32b6e34b3d91647abb20e7b8`. */
export function describePipeline(ref: PipelineRef): string {
  return `pipeline ${shownName(ref.pipelineName)} in project ${ref.projectId}`;
}

/** The path of the list of runs, each segment encoded. */
export function runsPath(ref: PipelineRef): string {
  const [group, pipeline] = [ref.projectId, ref.pipelineName].map(encodeURIComponent);
  return `/api/atlas/v2/groups/${String(group)}/pipelines/${String(pipeline)}/runs`;
}
