import { invalidParameter } from "../http/error-response.js";
import { type RecordedRequest } from "../http/request.js";
import { timeOf } from "../runs/formats.js";
import { type PipelineRunBody } from "../runs/pipeline-run.js";

type Query = RecordedRequest["query"];

/** The page of the list that a query asks for, newest run first. `url` is the address of the list, for the links. */
export function pageOf(runs: readonly PipelineRunBody[], query: Query, url: string): object {
  const pageNum = integer(query, "pageNum", 1, Number.MAX_SAFE_INTEGER);
  const itemsPerPage = integer(query, "itemsPerPage", 100, 500);
  const before = createdBefore(query);
  const matching = runs.filter((run) => before === undefined || timeOf(run.createdDate ?? "") < before);
  matching.sort((a, b) => createdAt(b) - createdAt(a) || b._id.localeCompare(a._id));
  const counted = query["includeCount"]?.toLowerCase() !== "false";
  const link = (rel: "self" | "previous" | "next", page: number): object => {
    // The parameters of the page come last, as Atlas has them.
    const { pageNum: _, itemsPerPage: __, ...others } = query;
    const parameters = { ...others, pageNum: String(page), itemsPerPage: String(itemsPerPage) };
    return { href: `${url}?${new URLSearchParams(parameters).toString()}`, rel };
  };
  return {
    links: [
      link("self", pageNum),
      ...(pageNum > 1 ? [link("previous", pageNum - 1)] : []),
      ...(pageNum < matching.length / itemsPerPage ? [link("next", pageNum + 1)] : []),
    ],
    results: matching.slice((pageNum - 1) * itemsPerPage, pageNum * itemsPerPage),
    ...(counted && { totalCount: matching.length }),
  };
}

/** A run without a date of creation counts as the oldest. */
function createdAt({ createdDate }: PipelineRunBody): number {
  return createdDate === undefined ? Number.MIN_SAFE_INTEGER : timeOf(createdDate);
}

function integer(query: Query, name: string, byDefault: number, max: number): number {
  const value = query[name];
  if (value === undefined) return byDefault;
  const number = /^\d{1,16}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= max) return number;
  throw invalidParameter("query", name, value, `must be a whole number from 1 to ${max}`);
}

function createdBefore(query: Query): number | undefined {
  const value = query["createdBefore"];
  if (value === undefined) return undefined;
  const time = timeOf(value);
  if (!Number.isNaN(time)) return time;
  throw invalidParameter("query", "createdBefore", value, "must be an RFC 3339 date and time");
}
