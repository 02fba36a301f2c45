import { type HttpResponse } from "../http/types.js";

/** Returns the warning of a response whose headers `Deprecation` or `Sunset` announce the end of the API. */
export function deprecationWarning({ status, header }: HttpResponse): string | undefined {
  const [since, sunset] = [header("deprecation"), header("sunset")];
  if (status !== 200 || (since === undefined && sunset === undefined)) return undefined;
  // Days alone, so that the warning is the same each time, and nothing else of a header is shown.
  const dates = [...day("since", since), ...day("sunset", sunset)].join(", ") || "no date";
  return `Atlas announces the end of the Data Lake Pipelines API (${dates}). Stored outputs stay readable after it`;
}

/** Parses an HTTP date, which Atlas sends, or the seconds since 1970 of RFC 9745. */
function day(name: string, value = ""): readonly string[] {
  const date = new Date(value.startsWith("@") ? Number(value.slice(1)) * 1000 : value);
  return Number.isNaN(date.getTime()) ? [] : [`${name} ${date.toISOString().slice(0, 10)}`];
}
