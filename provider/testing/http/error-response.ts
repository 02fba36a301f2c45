import { STATUS_CODES } from "node:http";
import { type LocalRequest } from "./request.js";
import { apiResponse, type LocalResponse } from "./response.js";

/** The body of every error of the API. */
export interface ApiError {
  /** The problem in a sentence. */
  readonly detail: string;
  /** The HTTP status. */
  readonly error: number;
  /** The problem as a code for programs, such as GROUP_NOT_FOUND. */
  readonly errorCode: string;
  /** The values that `detail` mentions. A 401 for wrong credentials has none. */
  readonly parameters?: readonly unknown[] | undefined;
  /** The HTTP status in words. */
  readonly reason: string;
  /** The problems of a 400. */
  readonly badRequestDetail?: BadRequestDetail;
}

/** The parameters of a request that are invalid. */
export interface BadRequestDetail {
  /** One entry for each. */
  readonly fields: readonly {
    /** The problem. */
    readonly description: string;
    /** The name of the parameter. */
    readonly field: string;
  }[];
}

/** The body of an error with a status. Fields that are left out follow from the status. */
export function apiError(status: number, fields: Partial<ApiError> = {}): ApiError {
  const reason = STATUS_CODES[status] ?? "Unknown";
  return {
    detail: `${reason}.`,
    error: status,
    errorCode: status === 500 ? "UNEXPECTED_ERROR" : reason.toUpperCase().replace(/[^A-Z]+/g, "_"),
    parameters: [],
    reason,
    ...fields,
  };
}

/** An error that refuses a request. It becomes the response. */
export class ApiFailure extends Error {
  readonly body: ApiError;

  constructor(
    readonly status: number,
    fields: Partial<ApiError>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(fields.detail);
    this.body = apiError(status, fields);
  }
}

/** The response, or that of an error which is thrown in its place. An unforeseen one gets the response of Atlas to its own. */
export function orFailure(request: LocalRequest, respond: () => LocalResponse): LocalResponse {
  try {
    return respond();
  } catch (error) {
    const failure = error instanceof ApiFailure ? error : new ApiFailure(500, { detail: String(error) });
    const { status, body } = failure;
    return apiResponse(request, status, body, { ...failure.headers, "X-Error-Code": body.errorCode });
  }
}

/** Refuses a parameter with 400. The code is that of the reference's example; the text is a guess. */
export function invalidParameter(
  kind: "path" | "query",
  name: string,
  value: string,
  rule: string,
): ApiFailure {
  return new ApiFailure(400, {
    errorCode: "VALIDATION_ERROR",
    detail: `The ${kind} parameter ${name} ${rule}.`,
    parameters: [name, value],
    badRequestDetail: { fields: [{ description: rule, field: name }] },
  });
}
