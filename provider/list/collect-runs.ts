import { AtlasContentError } from "../errors/index.js";
import { ITEMS_PER_PAGE, type PageOfRuns, type RunFields } from "../read/index.js";

/** Most pages that are read, so that a server which never ends cannot hold a deploy: 100,000 runs. */
const MAX_PAGES = 200;
/** How often a list is read that changes while it is read. */
const MAX_READINGS = 3;

/** How a list is read. */
export interface ListReading {
  /** What is listed in words, for messages. */
  readonly what: string;
  /** Reads one page, from 1. */
  readonly readPage: (pageNum: number) => Promise<PageOfRuns>;
  /** Whether these runs, all there are so far in the order they came, are enough. */
  readonly enough?: (runs: readonly RunFields[]) => boolean;
}

/**
 * The runs of all pages, or of as many as are enough, each run once.
 *
 * A run that is added moves others to a later page, where they are met again. One that is removed moves others to a
 * page that has been read, where they would be missed: the count that every page gives shows that, and the list is
 * read anew.
 *
 * @throws AtlasContentError `UNEXPECTED_CONTENT` for a list without an end
 */
export async function collectRuns(reading: ListReading): Promise<readonly RunFields[]> {
  for (let readings = 1; readings <= MAX_READINGS; readings++) {
    const runs = await readOnce(reading);
    if (runs !== "shrunk") return runs;
  }
  throw endless(
    reading,
    `runs were removed each of ${MAX_READINGS} times while the list was read: try again later`,
  );
}

async function readOnce(reading: ListReading): Promise<readonly RunFields[] | "shrunk"> {
  const runs = new Map<string, RunFields>();
  let total = 0;
  for (let pageNum = 1; pageNum <= MAX_PAGES; pageNum++) {
    const page = await reading.readPage(pageNum);
    if (page.totalCount !== undefined && page.totalCount < total) return "shrunk";
    total = page.totalCount ?? 0;
    const before = runs.size;
    for (const run of page.runs) runs.set(run.pipelineRunId, run);
    const sofar = [...runs.values()];
    if (!hasMore(page, runs.size) || reading.enough?.(sofar) === true) return sofar;
    if (runs.size === before)
      throw endless(reading, `page ${pageNum} holds no run that was not there before`);
  }
  throw endless(reading, `there are more than ${MAX_PAGES} pages`);
}

/**
 * A server may give fewer runs a page than it was asked for: what it says of the whole list counts first. Where a link
 * and the count disagree, a request too many is better than a run too few.
 */
function hasMore(page: PageOfRuns, sofar: number): boolean {
  if (page.runs.length === 0) return false;
  if (page.hasNext === true) return true;
  if (page.totalCount !== undefined) return sofar < page.totalCount;
  return page.hasNext ?? page.runs.length >= ITEMS_PER_PAGE;
}

function endless({ what }: ListReading, why: string): AtlasContentError {
  const message = `cannot list ${what}: ${why}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}
