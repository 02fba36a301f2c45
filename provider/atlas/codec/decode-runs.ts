import { isLeft } from "fp-ts/lib/Either.js";
import { type Decoded } from "./decoded.js";
import { documentedFields, unknownValues } from "./decode-run.js";
import { type ListedRunBody, RunsPageBody } from "./runs-page.js";
import { describeProblems, showValue, type Show } from "./problems.js";

/** One page of the list of a pipeline's runs. */
export interface RunsPage {
  readonly runs: readonly ListedRunBody[];
  /** Number of runs in the whole list, if the response has it. */
  readonly totalCount: number | undefined;
  /** Whether the response links to a next page; undefined if it has no links, or a link of another kind. */
  readonly hasNext: boolean | undefined;
}

/** Decodes the body of a page of runs, and each run as `decodeRun` does. Equal warnings are given once. */
export function decodeRunsPage(body: unknown, show: Show = showValue): Decoded<RunsPage> {
  const decoded = RunsPageBody.decode(body);
  if (isLeft(decoded)) return { ok: false, problems: describeProblems(decoded.left, show) };
  const { results, links, totalCount } = decoded.right;
  const runs = results.map((run) => ({ ...documentedFields(run), _id: run._id }));
  const hasNext = linksToNext(links?.map(({ rel }) => rel) ?? []);
  return { ok: true, value: { runs, totalCount, hasNext }, warnings: unknownValues(runs, show) };
}

function linksToNext(rels: readonly (string | undefined)[]): boolean | undefined {
  if (rels.includes("next")) return true;
  return rels.length > 0 && rels.every((rel) => rel === "self" || rel === "previous") ? false : undefined;
}
