import { ApiFailure } from "../http/error-response.js";

/** The only version of the pipeline resources. */
export const API_VERSION = "2023-01-01";
/** The content type of a run. An error is plain `application/json`. */
export const API_CONTENT_TYPE = `application/vnd.atlas.${API_VERSION}+json;charset=utf-8`;

const VERSIONED = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})\+json$/i;

/**
 * Refuses with 406 a request that names no version of this resource, such as curl's own `Accept: *\/*`. As in Atlas, a
 * date selects the newest version that is not younger: every date from 2023-01-01 on selects that one.
 */
export function checkAccept(accept: string | undefined): void {
  if ((accept ?? "").split(",").some(admitsVersion)) return;
  throw new ApiFailure(406, {
    errorCode: "INVALID_VERSION_DATE",
    detail: "Invalid accept header or version date.",
  });
}

function admitsVersion(range: string): boolean {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
  const date = VERSIONED.exec(type)?.[1];
  if (date === undefined || parameters.some((p) => /^q=0(\.0*)?$/i.test(p))) return false;
  return !Number.isNaN(Date.parse(date)) && date >= API_VERSION;
}
