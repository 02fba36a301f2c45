import { API_MEDIA_TYPE, checkAccept } from "./accept.js";
import { type AccessTokens } from "../auth/access-tokens.js";
import { type Answer, JSON_TYPE, jsonAnswer } from "../http/answer.js";
import { ApiFailure } from "../http/api-error.js";
import { authenticate, checkMayRead } from "../auth/authenticate.js";
import { type DigestGuard } from "../auth/digest-guard.js";
import { pageOf } from "./page.js";
import { runOf, runsOf } from "./read-runs.js";
import { type LocalRequest } from "../http/request.js";
import { checkPatterns, matchRoute, type RunRoute } from "./route.js";
import { type RunStore } from "../runs/runs.js";

/** The API under `/api/atlas/`: every check in Atlas' order, then the run or the page of runs. */
export class Api {
  constructor(
    private readonly store: RunStore,
    private readonly digest: DigestGuard,
    private readonly tokens: AccessTokens,
    private readonly origin: () => string,
  ) {}

  answer(request: LocalRequest): Answer {
    try {
      return this.#read(request);
    } catch (error) {
      if (error instanceof ApiFailure) return failureAnswer(error, request.query);
      throw error;
    }
  }

  #read(request: LocalRequest): Answer {
    const route = matchRoute(request.path);
    if (route === undefined) throw noSuchPath(request.path);
    if (request.method !== "GET") throw methodNotAllowed(request.method);
    const roles = authenticate(request, this.digest, this.tokens);
    checkAccept(request.headers.accept);
    checkPatterns(route);
    checkMayRead(roles);
    return route.pipelineRunId === undefined
      ? this.#list(route, request)
      : success(runOf(this.store, route, route.pipelineRunId), request.query);
  }

  #list(route: RunRoute, { path, query }: LocalRequest): Answer {
    const page = pageOf(runsOf(this.store, route).values(), query, this.origin() + path);
    // A list needs no envelope around it: it only gets the status beside its results.
    const body = isSet(query, "envelope") ? { ...page, status: 200 } : page;
    return jsonAnswer(200, body, { "Content-Type": API_MEDIA_TYPE }, indent(query));
  }
}

export function noSuchPath(path: string): ApiFailure {
  const detail = `Cannot find resource ${path}.`;
  return new ApiFailure(404, { errorCode: "RESOURCE_NOT_FOUND", detail, parameters: [path] });
}

/** An error as an answer. A 401 gets no envelope: its challenge is in the headers, and a 200 would hide it. */
export function failureAnswer(failure: ApiFailure, query: URLSearchParams): Answer {
  const { status, body, headers } = failure;
  const wrapped = status !== 401 && isSet(query, "envelope");
  return wrapped
    ? jsonAnswer(200, { status, content: body }, { ...headers, "Content-Type": JSON_TYPE }, indent(query))
    : jsonAnswer(status, body, headers, indent(query));
}

function methodNotAllowed(method: string): ApiFailure {
  const detail = `The method ${method} is not allowed for this resource.`;
  const headers = { Allow: "GET" };
  return new ApiFailure(405, { errorCode: "METHOD_NOT_ALLOWED", detail, parameters: [method] }, headers);
}

function success(content: object, query: URLSearchParams): Answer {
  const body = isSet(query, "envelope") ? { status: 200, content } : content;
  return jsonAnswer(200, body, { "Content-Type": API_MEDIA_TYPE }, indent(query));
}

function indent(query: URLSearchParams): number {
  return isSet(query, "pretty") ? 2 : 0;
}

function isSet(query: URLSearchParams, flag: string): boolean {
  return query.get(flag)?.toLowerCase() === "true";
}
