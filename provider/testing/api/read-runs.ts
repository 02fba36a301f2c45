import { ApiFailure } from "../http/api-error.js";
import { type PipelineRunBody } from "../runs/pipeline-run.js";
import { type RunRoute } from "./route.js";
import { type RunStore } from "../runs/runs.js";

/** All runs of the route's pipeline; 404 names what there is not. */
export function runsOf(store: RunStore, route: RunRoute): ReadonlyMap<string, PipelineRunBody> {
  const { groupId, pipelineName } = route;
  const project = store.project(groupId);
  if (project === undefined) {
    throw notFound("GROUP_NOT_FOUND", `No group with ID ${groupId} exists.`, [groupId]);
  }
  const pipeline = project.get(pipelineName);
  if (pipeline === undefined) {
    const detail = `No Data Lake Pipeline named ${pipelineName} exists in group ${groupId}.`;
    throw notFound("DATA_LAKE_PIPELINE_NOT_FOUND", detail, [pipelineName, groupId]);
  }
  return pipeline;
}

/** The run that the route names; 404 names what there is not. */
export function runOf(store: RunStore, route: RunRoute, runId: string): PipelineRunBody {
  const run = runsOf(store, route).get(runId);
  if (run !== undefined) return run;
  const detail = `No run with ID ${runId} exists for Data Lake Pipeline ${route.pipelineName} in group ${route.groupId}.`;
  throw notFound("DATA_LAKE_PIPELINE_RUN_NOT_FOUND", detail, [runId, route.pipelineName, route.groupId]);
}

function notFound(errorCode: string, detail: string, parameters: readonly string[]): ApiFailure {
  return new ApiFailure(404, { errorCode, detail, parameters });
}
