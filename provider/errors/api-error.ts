import { AtlasError, type AtlasErrorCode } from "./atlas-error.js";

/** The fields of an error body of the Atlas Administration API, as far as the response had them. */
export interface ApiErrorFields {
  /** HTTP status of the response. */
  readonly status: number;
  /** Atlas' application error code, such as `RESOURCE_NOT_FOUND`. */
  readonly errorCode?: string;
  /** Atlas' description of this very error. */
  readonly detail?: string;
  /** Atlas' name of the HTTP status, such as `Not Found`. */
  readonly reason?: string;
  /** Atlas' parameters of the message: strings or objects. */
  readonly parameters?: readonly unknown[];
}

/**
 * Atlas responded with an HTTP status other than success: `BAD_REQUEST`, `UNAUTHORIZED`, `FORBIDDEN`, `NOT_FOUND`,
 * `NOT_ACCEPTABLE`, `GONE`, `RATE_LIMITED`, `SERVER_ERROR`, `REDIRECTED` or `UNEXPECTED_STATUS`.
 * `RATE_LIMITED` and `SERVER_ERROR` come after retries, unless a retry cannot help (501) or `Retry-After` is past the
 * deadline.
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
 * } catch (error) {
 *   if (!(error instanceof atlas.AtlasApiError)) throw error;
 *   void pulumi.log.warn(`${error.status} ${error.errorCode ?? ""}: ${error.detail ?? error.message}`);
 * }
 * ```
 */
export class AtlasApiError extends AtlasError implements ApiErrorFields {
  override readonly name = "AtlasApiError";
  /** HTTP status of the response. */
  readonly status: number;
  /** Atlas' application error code, such as `RESOURCE_NOT_FOUND`, if the response had one. */
  declare readonly errorCode?: string;
  /** Atlas' description of this very error, if the response had one. */
  declare readonly detail?: string;
  /** Atlas' name of the HTTP status, such as `Not Found`, if the response had one. */
  declare readonly reason?: string;
  /** Atlas' parameters of the message, if the response had any: strings or objects. */
  declare readonly parameters?: readonly unknown[];

  constructor(code: AtlasErrorCode, message: string, fields: ApiErrorFields) {
    super(code, message);
    this.status = fields.status;
    Object.assign(this, fields);
  }
}
