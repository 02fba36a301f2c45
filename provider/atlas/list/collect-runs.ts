import { AtlasContentError } from "../../errors/index.js";
import { ITEMS_PER_PAGE, type PageOfRuns } from "../read/read-runs-page.js";
import { type RunFields } from "../read/run-fields.js";
import { showNewestFirst } from "./created-at.js";

/** Most pages that are read (100,000 runs), so that an endless list cannot hold a deploy. */
const MAX_PAGES = 200;
/** Most attempts for a list that changes while it is read. */
const MAX_READINGS = 3;

/** How a list is read. */
export interface ListReading {
  /** Name of the list in messages. */
  readonly label: string;
  /** Reads one page, from 1. */
  readonly readPage: (pageNum: number) => Promise<PageOfRuns>;
  /** Whether these runs, all there are so far in the order they came, are enough. */
  readonly enough?: (runs: readonly RunFields[]) => boolean;
  /** Whether a list that may lack runs is an error. Default: no, if only the server's count says so. */
  readonly complete?: boolean;
}

/**
 * Reads the runs of all pages, or of as many as are enough, each run once.
 *
 * A run that is added moves others to a later page, so that they come twice. A run that is removed moves others to a
 * page that was read already, so that they would be missed. If the count of runs shows that this may have happened, the
 * list is read again.
 *
 * @throws AtlasContentError `UNEXPECTED_CONTENT` for a list that changes in each attempt, or does not end
 */
export async function collectRuns(reading: ListReading): Promise<readonly RunFields[]> {
  for (let readings = 1; ; readings++) {
    const { runs, doubt } = await readOnce(reading);
    if (doubt === undefined) return runs;
    if (readings < MAX_READINGS) continue;
    // A count that is never reached is the server's fault, and no reason to fail but for a proof.
    if (doubt === COUNT && reading.complete !== true) return runs;
    throw unlistable(reading, `incomplete list in ${MAX_READINGS} attempts (${doubt})`);
  }
}

/** The runs of one attempt, and why they may not be the whole list. */
interface Reading {
  readonly runs: readonly RunFields[];
  readonly doubt?: string;
}

const COUNT = "fewer runs than its count";

async function readOnce(reading: ListReading): Promise<Reading> {
  const seen = new Map<string, RunFields>();
  let total = 0;
  for (let pageNum = 1; pageNum <= MAX_PAGES; pageNum++) {
    const page = await reading.readPage(pageNum);
    if (page.totalCount !== undefined && page.totalCount < total) {
      return { runs: [], doubt: "runs were removed meanwhile" };
    }
    total = page.totalCount ?? 0;
    const before = seen.size;
    for (const run of page.runs) seen.set(run.pipelineRunId, run);
    const runs = [...seen.values()];
    if (reading.enough?.(runs) === true) return { runs };
    if (!hasMore(page, runs.length)) {
      // A run that is added to a list with the newest first comes before all that were read.
      return runs.length < total && !showNewestFirst(runs) ? { runs, doubt: COUNT } : { runs };
    }
    if (seen.size === before) {
      // A server without a count and links may not know pages at all.
      if (page.totalCount === undefined && page.hasNext === undefined && !reading.complete) return { runs };
      return { runs, doubt: `page ${pageNum} repeats earlier runs` };
    }
  }
  throw unlistable(reading, `more than ${MAX_PAGES} pages`);
}

/**
 * Whether there is a next page. A server may send fewer runs a page than requested, so that count and links decide.
 * Where these disagree, an unneeded request is better than a missing run.
 */
function hasMore(page: PageOfRuns, sofar: number): boolean {
  if (page.runs.length === 0) return false;
  if (page.hasNext === true) return true;
  if (page.totalCount !== undefined) return sofar < page.totalCount;
  // Without links, only a page without runs is certainly the last. A full page may lack its link for want of a count.
  return page.hasNext === undefined || page.runs.length >= ITEMS_PER_PAGE;
}

function unlistable({ label }: ListReading, why: string): AtlasContentError {
  const message = `${why}, reading ${label}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}
