import sinon from "sinon";
import { type ListReading } from "../../provider/atlas/list/collect-runs.js";
import { type PageOfRuns } from "../../provider/atlas/read/read-runs-page.js";
import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { hexId, PIPELINE, range } from "./runs.js";

/** Runs by their numbers. */
export function runs(numbers: readonly number[]): readonly RunFields[] {
  return numbers.map((n) => ({ ...PIPELINE, pipelineRunId: hexId(n) }));
}

/** The numbers of runs. */
export function numbersOf(found: readonly RunFields[]): readonly number[] {
  return found.map((run) => parseInt(run.pipelineRunId, 16));
}

/** How a server responds for a list. */
export interface ListServer {
  /** The numbers of the runs that there are, in the order of the list. */
  list: readonly number[];
  /** The most runs it gives a page. */
  readonly perPage?: number;
  /** Whether it links to the next page. */
  readonly links?: boolean;
  /** Whether it says how many runs there are. */
  readonly counts?: boolean;
  /** Something that happens after a page has been read; `reads` counts all pages so far. */
  readonly after?: (reads: number) => void;
}

/** How such a list is read, and the pages that were read, in their order. */
export function readingFrom(server: ListServer): ListReading & { readonly pages: readonly number[] } {
  const pages: number[] = [];
  const readPage = sinon.spy((pageNum: number): Promise<PageOfRuns> => {
    const { list, perPage = 500, links, counts } = server;
    pages.push(pageNum);
    const page = {
      runs: runs(list.slice((pageNum - 1) * perPage, pageNum * perPage)),
      totalCount: counts ? list.length : undefined,
      hasNext: links ? pageNum * perPage < list.length : undefined,
    };
    server.after?.(pages.length);
    return Promise.resolve(page);
  });
  return { label: "the runs", readPage, pages };
}

/** The numbers from one down to another. */
export function down(from: number, to: number): readonly number[] {
  return range(to, from + 1).toReversed();
}
