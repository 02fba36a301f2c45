import { ApiFailure } from "../http/error-response.js";

/** The only version of the pipeline resources. */
export const API_VERSION = "2023-01-01";
/** The content type of a run. An error is plain `application/json`. */
export const API_CONTENT_TYPE = `application/vnd.atlas.${API_VERSION}+json;charset=utf-8`;

const VERSIONED = /^\s*application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})\+json\s*(;|$)/i;

/**
 * Refuses with 406 a request that names no version of this resource, such as curl's own `Accept: *\/*`. As in Atlas, a
 * date selects the newest version that is not younger: every date from 2023-01-01 on selects that one.
 */
export function checkAccept(accept = ""): void {
  const dates = accept.split(",").map((range) => VERSIONED.exec(range)?.[1] ?? "");
  if (dates.some((date) => date >= API_VERSION && !Number.isNaN(Date.parse(date)))) return;
  throw new ApiFailure(406, {
    errorCode: "INVALID_VERSION_DATE",
    detail: "Invalid accept header or version date.",
  });
}
