import { invalidParameter } from "../http/error-response.js";
import { HEX_ID, PIPELINE_NAME } from "../runs/formats.js";

/** The path parameters of a request for one run, or for the list of runs if it names none. */
export interface RunRoute {
  readonly groupId: string;
  readonly pipelineName: string;
  readonly pipelineRunId: string | undefined;
}

const PATH = /^\/api\/atlas\/v2\/groups\/([^/]+)\/pipelines\/([^/]+)\/runs(?:\/([^/]+))?$/;
const PATTERNS = { groupId: HEX_ID, pipelineName: PIPELINE_NAME, pipelineRunId: HEX_ID } as const;

/** The path parameters, decoded but not checked; undefined if this server has no such path. */
export function matchRoute(path: string): RunRoute | undefined {
  const [whole, ...segments] = PATH.exec(path) ?? [];
  if (whole === undefined) return undefined;
  const [groupId = "", pipelineName = "", pipelineRunId] = segments.map(decodeSegment);
  return { groupId, pipelineName, pipelineRunId };
}

/** Refuses with 400 a parameter that does not fit the reference's pattern. */
export function checkPatterns(route: RunRoute): void {
  for (const name of ["groupId", "pipelineName", "pipelineRunId"] as const) {
    const value = route[name];
    if (value === undefined || PATTERNS[name].test(value)) continue;
    throw invalidParameter("path", name, value, `must match the pattern ${PATTERNS[name].source}`);
  }
}

/** Broken percent-encoding stays as it is. A project's or run's id then fails its pattern, and a name finds nothing. */
function decodeSegment(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
