import { type HttpResponse } from "../http/types.js";

/** Returns the warning of a response whose headers `Deprecation` or `Sunset` announce the end of the API. */
export function deprecationWarning({ status, header }: HttpResponse): string | undefined {
  const [since, sunset] = [header("deprecation"), header("sunset")];
  if (status !== 200 || (since === undefined && sunset === undefined)) return undefined;
  // Days alone, so that the warning is the same each time, and nothing else of a header is shown.
  const [from, end] = [dayOf(since), dayOf(sunset)];
  const isPast = end !== undefined && end < (dayOf(new Date().toISOString()) ?? "");
  const dates = [
    ...(end === undefined ? [] : [` for ${end}${isPast ? ", which has passed" : ""} (header Sunset)`]),
    ...(from === undefined ? [] : [`, and deprecated it from ${from} (header Deprecation)`]),
  ];
  return (
    `Atlas has announced the end of the Data Lake Pipelines API${dates.join("")}. Stored outputs stay readable after it. ` +
    "atlas-data-lake:showDeprecation false hides this warning"
  );
}

/** Parses an HTTP date, which Atlas sends, or the seconds since 1970 of RFC 9745. */
function dayOf(value = ""): string | undefined {
  const date = new Date(value.startsWith("@") ? Number(value.slice(1)) * 1000 : value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}
