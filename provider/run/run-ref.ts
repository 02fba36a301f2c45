import { InvalidArgumentError, mustBe, quoted } from "../errors/index.js";
import { isUnknownToEngine } from "./engine-unknowns.js";

/** Names a run: the three path parameters of the request. */
export interface RunRef {
  /** Id of the project (Atlas' `groupId`): 24 lower-case hexadecimal digits. */
  readonly projectId: string;
  /** Name of the Data Lake Pipeline: 1 to 64 characters without `/`, `\`, space, `"` or `$`; not `.` or `..`. */
  readonly pipelineName: string;
  /** Id of the run: 24 lower-case hexadecimal digits. */
  readonly pipelineRunId: string;
}

/** The arguments that name a run, in the order of the path. */
export const RUN_ARGUMENTS = [
  "projectId",
  "pipelineName",
  "pipelineRunId",
] as const satisfies readonly (keyof RunRef)[];

/** Checks the id of an Atlas object. @throws InvalidArgumentError */
export function checkHexId(label: string, value: unknown): string {
  if (typeof value === "string" && /^[a-f0-9]{24}$/.test(value)) return value;
  throw mustBe(label, "24 lower-case hexadecimal digits (0-9, a-f)", value);
}

/** Checks the name of a pipeline. @throws InvalidArgumentError */
export function checkPipelineName(label: string, value: unknown): string {
  // "." and ".." would be path segments with a meaning of their own, and half a surrogate pair cannot be encoded.
  const isName =
    typeof value === "string" &&
    /^(?!\.{1,2}$)[^/\\ "$]{1,64}$/u.test(value) &&
    value.isWellFormed() &&
    !isUnknownToEngine(value);
  if (isName) return value;
  throw mustBe(label, '1 to 64 characters without /, \\, space, " or $, and not "." or ".."', value);
}

/** Checks the arguments that name a run. @throws InvalidArgumentError */
export function checkRunRef(prefix: string, args: { readonly [K in keyof RunRef]?: unknown }): RunRef {
  return {
    projectId: checkHexId(`${prefix}projectId`, args.projectId),
    pipelineName: checkPipelineName(`${prefix}pipelineName`, args.pipelineName),
    pipelineRunId: checkHexId(`${prefix}pipelineRunId`, args.pipelineRunId),
  };
}

/** The id of a run's resource, and of a result: `{projectId}/{pipelineName}/{pipelineRunId}`. */
export function runId(ref: RunRef): string {
  return `${ref.projectId}/${ref.pipelineName}/${ref.pipelineRunId}`;
}

/**
 * Parses the id of a run's resource.
 *
 * @param prefix Prefix that says whose id it is, with its colon; may be empty.
 * @throws InvalidArgumentError
 */
export function parseRunId(prefix: string, id: string): RunRef {
  const [projectId, pipelineName, pipelineRunId, ...rest] = id.split("/");
  if (pipelineRunId === undefined || rest.length > 0) {
    throw new InvalidArgumentError(
      `${prefix}the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId, got ${quoted(id, 160)}`,
    );
  }
  return checkRunRef(`${prefix}id ${quoted(id, 160)}: `, { projectId, pipelineName, pipelineRunId });
}

/** Returns the name of a run within its project, for messages: `nightly/32b6e34b3d91647abb20e7b8`. */
export function runName(ref: Pick<RunRef, "pipelineName" | "pipelineRunId">): string {
  return `${shownName(ref.pipelineName)}/${ref.pipelineRunId}`;
}

/** Names a run in a message: `run nightly/32b6e34b3d91647abb20e7b8 in project 32b6e34b3d91647abb20e7b8`. */
export function describeRun(ref: RunRef): string {
  return `run ${runName(ref)} in project ${ref.projectId}`;
}

/** Returns the name of a pipeline for a message: as it is, or in quotes if it has characters of other kinds. */
export function shownName(pipelineName: string): string {
  return /^[\w.:-]+$/.test(pipelineName) ? pipelineName : quoted(pipelineName);
}

/** The path of the request for one run, each segment encoded. */
export function runPath(ref: RunRef): string {
  const [group, pipeline, run] = [ref.projectId, ref.pipelineName, ref.pipelineRunId].map(encodeURIComponent);
  return `/api/atlas/v2/groups/${String(group)}/pipelines/${String(pipeline)}/runs/${String(run)}`;
}

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
