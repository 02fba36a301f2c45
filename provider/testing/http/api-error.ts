import { STATUS_CODES } from "node:http";

/** The body of every error of the API. */
export interface ApiError {
  /** What is wrong, in a sentence. */
  readonly detail: string;
  /** The HTTP status. */
  readonly error: number;
  /** What is wrong, for programs, such as GROUP_NOT_FOUND. */
  readonly errorCode: string;
  /** The values that `detail` speaks of. */
  readonly parameters: readonly unknown[];
  /** The HTTP status in words. */
  readonly reason: string;
}

/** The body of an error with a given status; what `fields` leaves out follows from the status. */
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

/** Thrown by a check that a request does not pass; becomes its answer. */
export class ApiFailure extends Error {
  readonly body: ApiError;

  constructor(
    readonly status: number,
    fields: Pick<ApiError, "errorCode" | "detail"> & Partial<ApiError>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(fields.detail);
    this.body = apiError(status, fields);
  }
}
