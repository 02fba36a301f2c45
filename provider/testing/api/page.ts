import { type ApiFailure, invalidParameter } from "../http/error-response.js";
import { timeOf } from "../runs/formats.js";
import { type PipelineRunBody } from "../runs/pipeline-run.js";

interface Link {
  readonly href: string;
  readonly rel: "self" | "previous" | "next";
}

/** The page of the list that a query asks for, newest run first. `url` is the address of the list, for the links. */
export function pageOf(runs: Iterable<PipelineRunBody>, query: URLSearchParams, url: string): object {
  const pageNum = integer(query, "pageNum", 1, Number.MAX_SAFE_INTEGER);
  const itemsPerPage = integer(query, "itemsPerPage", 100, 500);
  const before = createdBefore(query);
  const matching = [...runs].filter((run) => before === undefined || timeOf(run.createdDate ?? "") < before);
  matching.sort((a, b) => createdAt(b) - createdAt(a) || b._id.localeCompare(a._id));
  const counted = query.get("includeCount")?.toLowerCase() !== "false";
  const link = (rel: Link["rel"], page: number): Link => {
    const parameters = new URLSearchParams(query);
    // The parameters of the page come last, in this order or the other, as Atlas has them.
    for (const name of rel === "self" ? SELF_ORDER : [...SELF_ORDER].reverse()) {
      parameters.delete(name);
      parameters.append(name, String(name === "pageNum" ? page : itemsPerPage));
    }
    return { href: `${url}?${parameters.toString()}`, rel };
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

const SELF_ORDER = ["pageNum", "itemsPerPage"] as const;

/** A run without a date of creation counts as the oldest. */
function createdAt({ createdDate }: PipelineRunBody): number {
  return createdDate === undefined ? Number.MIN_SAFE_INTEGER : timeOf(createdDate);
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
  return invalidParameter("query", name, value, `must be ${expected}`);
}
