import { AtlasError, type AtlasErrorCode } from "./atlas-error.js";

/** The fields of an error body of the Atlas Administration API, as far as the answer had them. */
export interface ApiErrorFields {
  /** HTTP status of the answer. */
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

/** Atlas answered with an HTTP status other than success. */
export class AtlasApiError extends AtlasError implements ApiErrorFields {
  override readonly name = "AtlasApiError";
  readonly status: number;
  declare readonly errorCode?: string;
  declare readonly detail?: string;
  declare readonly reason?: string;
  declare readonly parameters?: readonly unknown[];

  constructor(code: AtlasErrorCode, message: string, fields: ApiErrorFields) {
    super(code, message);
    this.status = fields.status;
    Object.assign(this, fields);
  }
}
