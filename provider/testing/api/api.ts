import { authenticate, checkMayRead } from "../auth/authenticate.js";
import { type AccessTokens } from "../auth/access-tokens.js";
import { type Digest } from "../auth/check-digest.js";
import { ApiFailure } from "../http/error-response.js";
import { type RateLimiter } from "../http/token-bucket.js";
import { type LocalRequest } from "../http/request.js";
import { jsonResponse, type LocalResponse } from "../http/response.js";
import { type PipelineRunBody } from "../runs/pipeline-run.js";
import { type RunStore } from "../runs/run-store.js";
import { API_CONTENT_TYPE, checkAccept } from "./accept.js";
import { pageOf } from "./page.js";
import { checkPatterns, matchRoute, type RunRoute } from "./route.js";

/** The API under `/api/atlas/`: every check in Atlas' order, then the run or the page of runs. */
export class Api {
  constructor(
    private readonly store: RunStore,
    private readonly digest: Digest,
    private readonly tokens: AccessTokens,
    private readonly limiter: RateLimiter,
    private readonly deprecated: boolean,
    private readonly origin: () => string,
  ) {}

  /** Throws an ApiFailure for a request that it refuses before it reads. */
  respond(request: LocalRequest): LocalResponse {
    const { path, method } = request;
    const route = matchRoute(path);
    if (route === undefined) throw noSuchResource(path);
    if (method !== "GET") throw methodNotAllowed(method);
    const roles = authenticate(request, this.digest, this.tokens);
    const limits = this.limiter.take(route.groupId, path);
    const response = orFailure(request, () => this.#read(request, route, roles));
    return { ...response, headers: { ...limits, ...(this.deprecated && DEPRECATED), ...response.headers } };
  }

  #read({ path, query, headers }: LocalRequest, route: RunRoute, roles: readonly string[]): LocalResponse {
    checkAccept(headers.accept);
    checkPatterns(route);
    checkMayRead(roles);
    const runs = runsOf(this.store, route);
    const { groupId: projectId, pipelineName, pipelineRunId } = route;
    for (const runId of pipelineRunId === undefined ? runs.keys() : [pipelineRunId]) {
      this.store.read({ projectId, pipelineName, runId });
    }
    if (pipelineRunId !== undefined) {
      const run = runs.get(pipelineRunId);
      // A guess, as for a pipeline: the errors of Atlas are not published for these two.
      if (run === undefined) throw noSuchResource(`Data Lake Pipeline run with id ${pipelineRunId}`);
      return success(isSet(query, "envelope") ? { status: 200, content: run } : run, query);
    }
    const page = pageOf(runs.values(), query, this.origin() + path);
    // The envelope of a list is only the status beside its results.
    return success(isSet(query, "envelope") ? { ...page, status: 200 } : page, query);
  }
}

/** The end of the service, and a guess at the day of its deprecation. Atlas writes days without a zero, unlike RFC 9110. */
const DEPRECATED = {
  Deprecation: "Sun, 1 Sep 2024 00:00:00 GMT",
  Sunset: "Tue, 9 Sep 2025 00:00:00 GMT",
} as const;

/** The response, or that of the ApiFailure which is thrown in its place. */
export function orFailure(request: LocalRequest, respond: () => LocalResponse): LocalResponse {
  try {
    return respond();
  } catch (error) {
    if (error instanceof ApiFailure) return failureResponse(error, request.query);
    throw error;
  }
}

/** An error as a response. A 401 gets no envelope: a 200 would hide its challenge, which is in the headers. */
function failureResponse(failure: ApiFailure, query: URLSearchParams): LocalResponse {
  const { status, body } = failure;
  const headers = { ...failure.headers, "X-Error-Code": body.errorCode };
  return status !== 401 && isSet(query, "envelope")
    ? jsonResponse(200, { status, content: body }, headers, indent(query))
    : jsonResponse(status, body, headers, indent(query));
}

/** All runs of the route's pipeline. The 404 names the project or pipeline that is missing. */
function runsOf(store: RunStore, { groupId, pipelineName }: RunRoute): ReadonlyMap<string, PipelineRunBody> {
  const project = store.project(groupId);
  if (project === undefined) {
    throw notFound("GROUP_NOT_FOUND", `No group with ID ${groupId} exists.`, [groupId]);
  }
  const pipeline = project.get(pipelineName);
  if (pipeline !== undefined) return pipeline;
  throw noSuchResource(`Data Lake Pipeline ${pipelineName}`);
}

/** The error of Atlas for a path, and for one of the things that have no code of their own, such as online archives. */
export function noSuchResource(what: string): ApiFailure {
  return notFound("RESOURCE_NOT_FOUND", `Cannot find resource ${what}.`, [what]);
}

function notFound(errorCode: string, detail: string, parameters: readonly string[]): ApiFailure {
  return new ApiFailure(404, { errorCode, detail, parameters });
}

function methodNotAllowed(method: string): ApiFailure {
  const detail = `The method ${method} is not allowed for this resource.`;
  return new ApiFailure(
    405,
    { errorCode: "METHOD_NOT_ALLOWED", detail, parameters: [method] },
    { Allow: "GET" },
  );
}

function success(body: object, query: URLSearchParams): LocalResponse {
  return jsonResponse(200, body, { "Content-Type": API_CONTENT_TYPE }, indent(query));
}

function indent(query: URLSearchParams): number {
  return isSet(query, "pretty") ? 2 : 0;
}

function isSet(query: URLSearchParams, flag: string): boolean {
  return query.get(flag)?.toLowerCase() === "true";
}
