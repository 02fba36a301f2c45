import { type HttpRequest } from "../http/types.js";

/** The request with an `Authorization` header. */
export function authorized(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}
