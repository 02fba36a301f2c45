import { authenticate, checkMayRead } from "../auth/authenticate.js";
import { type AccessTokens } from "../auth/access-tokens.js";
import { type Digest } from "../auth/check-digest.js";
import { ApiFailure, orFailure } from "../http/error-response.js";
import { type LocalRequest } from "../http/request.js";
import { apiResponse, type LocalResponse } from "../http/response.js";
import { type RateLimiter } from "../http/token-bucket.js";
import { type Pipeline, type RunStore } from "../runs/run-store.js";
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
    const response = orFailure(request, () => {
      checkAccept(request.headers.accept);
      checkPatterns(route);
      checkMayRead(roles);
      return apiResponse(request, 200, this.#read(request, route), { "Content-Type": API_CONTENT_TYPE });
    });
    return { ...response, headers: { ...limits, ...(this.deprecated && DEPRECATED), ...response.headers } };
  }

  /** The run or the page of runs. */
  #read({ path, query }: LocalRequest, route: RunRoute): object {
    const pipeline = pipelineOf(this.store, route);
    const { pipelineRunId } = route;
    if (pipelineRunId === undefined) {
      const runs = [...pipeline.values()].map((run) => run.read());
      return pageOf(runs, query, this.origin() + path);
    }
    const run = pipeline.get(pipelineRunId);
    if (run !== undefined) return run.read();
    // A guess, as for a pipeline: the errors of Atlas are not published for these two.
    throw noSuchResource(`Data Lake Pipeline run with id ${pipelineRunId}`);
  }
}

/** The end of the service, and a guess at the day of its deprecation. Atlas writes days without a zero, unlike RFC 9110. */
const DEPRECATED = {
  Deprecation: "Sun, 1 Sep 2024 00:00:00 GMT",
  Sunset: "Tue, 9 Sep 2025 00:00:00 GMT",
} as const;

/** The pipeline of a route. The 404 names the project or pipeline that is missing. */
function pipelineOf(store: RunStore, { groupId, pipelineName }: RunRoute): Pipeline {
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
