import { ApiFailure } from "../http/api-error.js";
import { timeOf } from "../runs/formats.js";
import { type PipelineRunBody } from "../runs/pipeline-run.js";

/** One page of the list of runs. */
export interface RunsPage {
  readonly links: readonly { readonly href: string; readonly rel: "self" | "previous" | "next" }[];
  readonly results: readonly PipelineRunBody[];
  readonly totalCount?: number;
}

const MAX_ITEMS_PER_PAGE = 500;

/** The page that a query asks for, newest run first; `url` is the list's own address, for the links. */
export function pageOf(runs: Iterable<PipelineRunBody>, query: URLSearchParams, url: string): RunsPage {
  const pageNum = integer(query, "pageNum", 1, Number.MAX_SAFE_INTEGER);
  const itemsPerPage = integer(query, "itemsPerPage", 100, MAX_ITEMS_PER_PAGE);
  const before = createdBefore(query);
  const matching = [...runs].filter((run) => before === undefined || timeOf(run.createdDate ?? "") < before);
  matching.sort((a, b) => createdAt(b) - createdAt(a) || b._id.localeCompare(a._id));
  const results = matching.slice((pageNum - 1) * itemsPerPage, pageNum * itemsPerPage);
  const counted = query.get("includeCount")?.toLowerCase() !== "false";
  return {
    links: linksOf(url, query, pageNum, itemsPerPage, Math.ceil(matching.length / itemsPerPage)),
    results,
    ...(counted && { totalCount: matching.length }),
  };
}

function linksOf(
  url: string,
  query: URLSearchParams,
  pageNum: number,
  itemsPerPage: number,
  pages: number,
): RunsPage["links"] {
  const link = (rel: "self" | "previous" | "next", page: number): RunsPage["links"][number] => {
    const parameters = new URLSearchParams(query);
    parameters.set("pageNum", String(page));
    parameters.set("itemsPerPage", String(itemsPerPage));
    return { href: `${url}?${parameters.toString()}`, rel };
  };
  const links = [link("self", pageNum)];
  if (pageNum > 1) links.push(link("previous", pageNum - 1));
  if (pageNum < pages) links.push(link("next", pageNum + 1));
  return links;
}

/** A run without a date of creation counts as the oldest. */
function createdAt(run: PipelineRunBody): number {
  const time = timeOf(run.createdDate ?? "");
  return Number.isNaN(time) ? Number.MIN_SAFE_INTEGER : time;
}

function integer(query: URLSearchParams, name: string, byDefault: number, max: number): number {
  const value = query.get(name);
  if (value === null) return byDefault;
  const number = /^\d{1,16}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= max) return number;
  throw invalid(name, value, `a whole number from 1 to ${max}`);
}

function createdBefore(query: URLSearchParams): number | undefined {
  const value = query.get("createdBefore");
  if (value === null) return undefined;
  const time = timeOf(value);
  if (!Number.isNaN(time)) return time;
  throw invalid("createdBefore", value, "an RFC 3339 date and time");
}

function invalid(name: string, value: string, expected: string): ApiFailure {
  const detail = `The query parameter ${name} must be ${expected}.`;
  return new ApiFailure(400, { errorCode: "INVALID_QUERY_PARAMETER", detail, parameters: [name, value] });
}
