import { STATUS_CODES } from "node:http";

/** The body of every error of the API. */
export interface ApiError {
  /** The problem in a sentence. */
  readonly detail: string;
  /** The HTTP status. */
  readonly error: number;
  /** The problem as a code for programs, such as GROUP_NOT_FOUND. */
  readonly errorCode: string;
  /** The values that `detail` mentions. */
  readonly parameters: readonly unknown[];
  /** The HTTP status in words. */
  readonly reason: string;
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

/** The fields of an error that do not follow from its status. */
export type FailureFields = Pick<ApiError, "errorCode" | "detail"> & Partial<ApiError>;

/** An error that refuses a request. It becomes the response. */
export class ApiFailure extends Error {
  readonly body: ApiError;

  constructor(
    readonly status: number,
    fields: FailureFields,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(fields.detail);
    this.body = apiError(status, fields);
  }
}
