import { AtlasContentError, oneLine } from "../../errors/index.js";
import { MAX_ITEMS } from "../codec/primitives.js";
import { type PageOfRuns } from "../read/read-runs-page.js";
import { type RunFields } from "../codec/run.js";

/** Most pages that are read, so that an endless list cannot hold a deploy. */
const MAX_PAGES = 200;
/** Most MiB of a reading, of which all runs are held until its end. A page of 500 runs has about half a MiB. */
const MAX_MIB = 64;
/** Most attempts for a list that changes while it is read. */
const MAX_READINGS = 3;

/** All runs of a list, each once. */
export interface RunList {
  readonly runs: readonly RunFields[];
  /** Whether a response counted the runs: only then was none missed that another page had when it was read. */
  readonly counted: boolean;
}

/** Reads one page, from 1. */
export type ReadPage = (pageNum: number) => Promise<PageOfRuns>;

/**
 * Reads the runs of all pages. A list is complete if nothing in its responses contradicts that. If something does, a
 * run may have been added or removed meanwhile, and the list is read again.
 *
 * @param label Name of the list in messages.
 * @throws AtlasContentError `UNEXPECTED_CONTENT` for a list that contradicts itself in each attempt, or does not end
 */
export async function collectRuns(label: string, readPage: ReadPage): Promise<RunList> {
  for (let readings = 1; ; readings++) {
    const pages = await readPages(label, readPage);
    const runs = pages.flatMap((page) => page.runs);
    const counts = new Set(pages.flatMap(({ totalCount }) => totalCount ?? []));
    const found = contradiction(pages, runs, counts);
    if (found === undefined) return { runs, counted: counts.size > 0 };
    if (readings === MAX_READINGS) {
      throw unlistable(label, `incomplete list in ${MAX_READINGS} attempts (${found})`);
    }
  }
}

/** Reads pages until one is the last, or has no run that is new. */
async function readPages(label: string, readPage: ReadPage): Promise<readonly PageOfRuns[]> {
  const pages: PageOfRuns[] = [];
  const ids = new Set<string>();
  let bytes = 0;
  while (pages.length < MAX_PAGES) {
    const page = await readPage(pages.length + 1);
    const before = ids.size;
    pages.push(page);
    bytes += page.bytes;
    if (bytes > MAX_MIB << 20) throw unlistable(label, `more than ${MAX_MIB} MiB in ${pages.length} pages`);
    for (const run of page.runs) ids.add(run.pipelineRunId);
    if (ids.size === before || isLast(page, ids.size)) return pages;
  }
  throw unlistable(label, `more than ${MAX_PAGES} pages`);
}

/** Whether a page says that it is the last. A full page may lack its link for want of a count. */
function isLast({ runs, totalCount, hasNext }: PageOfRuns, sofar: number): boolean {
  if (hasNext === true || runs.length >= MAX_ITEMS) return false;
  return totalCount === undefined ? hasNext === false : totalCount === sofar;
}

/** Says what contradicts the completeness of a list: `500 runs, totalCount 700`. */
function contradiction(
  pages: readonly PageOfRuns[],
  runs: readonly RunFields[],
  counts: ReadonlySet<number>,
): string | undefined {
  const { size } = new Set(runs.map((run) => run.pipelineRunId));
  const linking = pages.findIndex(({ hasNext }, at) => hasNext === true && !pages[at + 1]?.runs.length);
  if (linking < 0 && runs.length === size && [...counts].every((count) => count === size)) return undefined;
  const within = runs.length === size ? "" : ` in ${runs.length} results`;
  const found = [`${size} ${size === 1 ? "run" : "runs"}${within}`];
  if (counts.size > 0) found.push(`totalCount ${oneLine([...counts].join(" and "), 40)}`);
  if (linking >= 0) found.push(`a next page after page ${linking + 1}`);
  return found.join(", ");
}

function unlistable(label: string, why: string): AtlasContentError {
  return new AtlasContentError("UNEXPECTED_CONTENT", `${why}, reading ${label}`, { status: 200 });
}
