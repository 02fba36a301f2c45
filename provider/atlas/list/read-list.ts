import { AtlasContentError, AtlasNetworkError, oneLine } from "../../errors/index.js";
import { withDeadline } from "../async/abort.js";
import { MAX_ITEMS } from "../codec/primitives.js";
import { type RunFields } from "../codec/run.js";
import { type ReadContext } from "../read/read-context.js";
import { reading, unexpectedContent } from "../read/read-error.js";
import { readRunsPage, type ListQuery } from "../read/read-run.js";
import { describePipeline, type PipelineRef } from "../../run/run-ref.js";

/** Deadline of a whole list, as a multiple of the deadline of one page. */
const PAGE_DEADLINES = 5;
/** Most pages that are read, so that an endless list cannot hold a deploy: 32,000 runs, or 64 MiB. */
const MAX_PAGES = 64;

/** All runs of a list, each once. */
interface RunList {
  readonly runs: readonly RunFields[];
  /** Whether a response counted the runs. */
  readonly counted: boolean;
  /** The first part of a response that Atlas does not document, which may say that the list is an error. */
  readonly odd: string | undefined;
}

/**
 * Reads the runs of a pipeline's list, page by page, within five times `retryTimeoutSeconds`. A page is the last if it
 * has fewer than 500 runs, and no link to a next one.
 *
 * @throws AtlasContentError `UNEXPECTED_CONTENT` for a list that contradicts itself or does not end; AtlasError, or the
 * reason of the context's signal
 */
export function readList(context: ReadContext, ref: PipelineRef, query: ListQuery): Promise<RunList> {
  const { client } = context;
  const label = ["the runs of ", describePipeline(ref), ""] as const;
  const seconds = PAGE_DEADLINES * client.retryTimeoutSeconds;
  const expired = (): Error => {
    const limit = `The limit is ${PAGE_DEADLINES} times ${client.settingName("retryTimeoutSeconds")}`;
    return reading(label, new AtlasNetworkError("TIMEOUT", `no complete list within ${seconds} s`), limit);
  };
  const incomplete = (why: string): AtlasContentError => {
    const advice = "Its runs may have changed meanwhile: run it again";
    return unexpectedContent(label, `incomplete list (${why})`, advice);
  };
  return withDeadline(seconds * 1000, expired, context.signal, async (signal) => {
    const runs = new Map<string, RunFields>();
    const counts = new Set<number>();
    let [results, promised] = [0, false];
    let odd: string | undefined;
    for (let pageNum = 1; pageNum <= MAX_PAGES; pageNum++) {
      const page = await readRunsPage({ ...context, signal }, ref, { ...query, pageNum });
      for (const run of page.runs) runs.set(run.pipelineRunId, run);
      if (page.totalCount !== undefined) counts.add(page.totalCount);
      results += page.runs.length;
      odd ??= page.odd;
      const [isEmpty, isFull] = [page.runs.length === 0, page.runs.length === MAX_ITEMS];
      if (isEmpty && (promised || page.hasNext)) throw incomplete("a link to a page without runs");
      // Without a count, Atlas may not know whether a full page is the last.
      promised = page.hasNext && !isFull;
      if (isFull || page.hasNext) continue;
      if ([...counts].some((count) => count !== runs.size || count !== results)) {
        const found = `runs: ${runs.size}, results: ${results}, totalCount: ${[...counts].join(" and ")}`;
        throw incomplete(oneLine(found, 100));
      }
      return { runs: [...runs.values()], counted: counts.size > 0, odd };
    }
    throw reading(
      label,
      new AtlasContentError("UNEXPECTED_CONTENT", `more than ${MAX_PAGES} pages`, { status: 200 }),
    );
  });
}
