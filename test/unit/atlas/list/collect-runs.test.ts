import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import { collectRuns, type ReadPage } from "../../../../provider/atlas/list/collect-runs.js";
import { type PageOfRuns } from "../../../../provider/atlas/read/read-runs-page.js";
import { numbersOf, range, runs } from "../../../helpers/responses.js";

/** How a server responds for a list. */
interface ListServer {
  /** The numbers of the runs that there are, in the order of the list. */
  list: readonly number[];
  /** The most runs it gives a page. */
  readonly perPage?: number;
  /** Whether it links to the next page. */
  readonly links?: boolean;
  /** Whether it says how many runs there are. */
  readonly counts?: boolean;
  /** Changes the list after a page, by the number of pages that have been read so far. */
  readonly change?: (list: readonly number[], reads: number) => readonly number[];
}

/** Reads pages from such a server, and keeps their numbers. */
function readerOf(server: ListServer): { readonly readPage: ReadPage; readonly pages: readonly number[] } {
  const { perPage = 500, links, counts, change } = server;
  const pages: number[] = [];
  const readPage = (pageNum: number): Promise<PageOfRuns> => {
    const { list } = server;
    pages.push(pageNum);
    server.list = change?.(list, pages.length) ?? list;
    return Promise.resolve({
      runs: runs(list.slice((pageNum - 1) * perPage, pageNum * perPage)),
      totalCount: counts ? list.length : undefined,
      hasNext: links ? pageNum * perPage < list.length : undefined,
      bytes: 0,
    });
  };
  return { readPage, pages };
}

/** A page with the runs of these numbers. */
const page = (numbers: readonly number[], totalCount?: number, hasNext?: boolean): PageOfRuns => ({
  runs: runs(numbers),
  totalCount,
  hasNext,
  bytes: 0,
});

/** Collects the numbers of the runs. */
const collect = async (readPage: ReadPage): Promise<readonly number[]> =>
  numbersOf((await collectRuns("the runs", readPage)).runs);

/** The numbers from one down to another. */
const down = (from: number, to: number): readonly number[] => range(to, from + 1).toReversed();

/** The error of a list that cannot be read. */
const unlistable = (why: string): AtlasContentError =>
  new AtlasContentError("UNEXPECTED_CONTENT", `${why}, reading the runs`, { status: 200 });

describe("collectRuns", () => {
  const HINTS = [
    { hints: "links and a count", links: true, counts: true },
    { hints: "links", links: true, counts: false },
    { hints: "a count", links: false, counts: true },
    { hints: "neither", links: false, counts: false },
  ];
  for (const { hints, links, counts } of HINTS) {
    // Where nothing else shows the end, only a page without runs does.
    const told = links || counts;
    const SIZES: readonly (readonly [ListServer, pages: number])[] = [
      [{ list: [] }, 1],
      [{ list: range(0, 499) }, told ? 1 : 2],
      // A full page does not show the end.
      [{ list: range(0, 500) }, 2],
      [{ list: range(0, 501) }, told ? 2 : 3],
      [{ list: range(0, 1234) }, told ? 3 : 4],
      [{ list: range(0, 250), perPage: 100 }, told ? 3 : 4],
    ];
    for (const [server, pages] of SIZES) {
      const { list, perPage = 500 } = server;
      it(`reads ${list.length} runs, ${perPage} a page, in ${pages} pages with ${hints}`, async () => {
        const reader = readerOf({ ...server, links, counts });
        const { runs, counted } = await collectRuns("the runs", reader.readPage);
        assert.deepEqual(numbersOf(runs), list);
        assert.equal(counted, counts);
        assert.deepEqual(reader.pages, range(1, pages + 1));
      });
    }
  }

  it("reads on where the links say that there is no more, and the count that there is", async () => {
    const { readPage, pages } = readerOf({ list: range(0, 600), counts: true });
    assert.deepEqual(
      await collect(async (pageNum) => ({ ...(await readPage(pageNum)), hasNext: false })),
      range(0, 600),
    );
    assert.deepEqual(pages, [1, 2]);
  });

  const [FULL, EMPTY] = [range(0, 500), page([])];
  const CONTRADICTIONS: readonly (readonly [
    string,
    readonly PageOfRuns[],
    why: string,
    requests?: number,
  ])[] = [
    ["a count of 0 for a full page", [page(FULL, 0), page([], 0)], "500 runs, totalCount 0"],
    [
      "a count below the runs of two pages",
      [page(FULL, 500), page([500], 500), EMPTY],
      "501 runs, totalCount 500",
    ],
    ["a count below the runs of a page", [page([1, 2], 1), page([], 1)], "2 runs, totalCount 1"],
    ["a count above the runs", [page([1], 2, false), page([], 2, false)], "1 run, totalCount 2"],
    ["a count of an empty list", [page([], 3)], "0 runs, totalCount 3", 3],
    ["a count of one page of two", [page([1], undefined, true), page([2], 3), EMPTY], "2 runs, totalCount 3"],
    ["counts that differ", [page(FULL, 502), page([500, 501, 502], 503)], "503 runs, totalCount 502 and 503"],
    ["a run twice in a page", [page([1, 1, 2], 3), EMPTY], "2 runs in 3 results, totalCount 3"],
    ["a run twice in a page without a count", [page([1, 1], undefined, false)], "1 run in 2 results", 3],
    ["a run twice in two pages", [page([1, 2], 3), page([2, 3], 3)], "3 runs in 4 results, totalCount 3"],
    ["the same page for each request", [page([1, 2]), page([1, 2])], "2 runs in 4 results"],
    [
      "a link to a next page on an empty page",
      [page([], 0, true)],
      "0 runs, totalCount 0, a next page after page 1",
      3,
    ],
    ["a link to an empty page", [page([1], undefined, true), EMPTY], "1 run, a next page after page 1"],
    [
      "a link to an empty page against the count",
      [page([1], 1, true), page([], 1, false)],
      "1 run, totalCount 1, a next page after page 1",
    ],
    [
      "a link to a next page, and none that is new",
      [page([1], undefined, true), page([1], undefined, true)],
      "1 run in 2 results, a next page after page 2",
    ],
  ];
  for (const [what, pages, why, requests = 3 * pages.length] of CONTRADICTIONS) {
    it(`rejects after three readings with ${what}`, async () => {
      let reads = 0;
      const readPage = (pageNum: number): Promise<PageOfRuns> => {
        reads += 1;
        return Promise.resolve(pages[pageNum - 1] ?? EMPTY);
      };
      await assert.rejects(collect(readPage), unlistable(`incomplete list in 3 attempts (${why})`));
      assert.equal(reads, requests);
    });
  }

  it("shows the start of more counts than fit a message", async () => {
    const readPage = (n: number): Promise<PageOfRuns> => Promise.resolve(page(n > 99 ? [] : [n], n + 1000));
    const counts = "1001 and 1002 and 1003 and 1004 and 1005…";
    await assert.rejects(
      collect(readPage),
      unlistable(`incomplete list in 3 attempts (99 runs, totalCount ${counts})`),
    );
  });

  it("gives up after 200 pages", async () => {
    const pages: number[] = [];
    const readPage = (pageNum: number): Promise<PageOfRuns> => {
      pages.push(pageNum);
      return Promise.resolve(page([pageNum], undefined, true));
    };
    await assert.rejects(collect(readPage), unlistable("more than 200 pages"));
    assert.deepEqual(pages, range(1, 201));
  });

  it("reads 200 pages where the last is the end", async () => {
    const { readPage } = readerOf({ list: range(0, 200), perPage: 1, links: true });
    assert.deepEqual(await collect(readPage), range(0, 200));
  });

  it("fails with the failure of a page, and reads no further", async () => {
    const failure = new Error("no route");
    const { readPage, pages } = readerOf({ list: range(0, 9), perPage: 3, counts: true });
    await assert.rejects(
      collect((pageNum) => (pageNum === 2 ? Promise.reject(failure) : readPage(pageNum))),
      failure,
    );
    assert.deepEqual(pages, [1]);
  });

  context("when ten runs, three a page and the newest first, change while they are read", () => {
    type Change = (list: readonly number[]) => readonly number[];
    const added: Change = (list) => [11, 10, ...list];
    const removed: Change = (list) => list.slice(1);
    const without8 = down(9, 0).filter((n) => n !== 8);
    const CHANGES: readonly (readonly [
      string,
      Record<number, Change>,
      readonly number[],
      readonly number[],
    ])[] = [
      ["runs are added", { 1: added }, down(11, 0), [1, 2, 3, 4, 5, 1, 2, 3, 4]],
      [
        "runs are added at the end of the list",
        { 2: (list) => [...list, 10, 11, 12] },
        [...down(9, 0), 10, 11, 12],
        [1, 2, 3, 4, 5, 1, 2, 3, 4, 5],
      ],
      ["a run is removed", { 1: () => without8 }, without8, [1, 2, 3, 1, 2, 3]],
      ["the last page is gone", { 3: removed }, down(8, 0), [1, 2, 3, 4, 1, 2, 3]],
      ["most runs are removed", { 2: () => [1, 0] }, [1, 0], [1, 2, 3, 1]],
      [
        "a run is removed in each of two readings",
        { 1: removed, 4: removed },
        down(7, 0),
        [1, 2, 3, 1, 2, 3, 1, 2, 3],
      ],
    ];
    for (const [what, changes, found, pages] of CHANGES) {
      it(`reads again where ${what}`, async () => {
        const change = (list: readonly number[], reads: number): readonly number[] =>
          changes[reads]?.(list) ?? list;
        const reader = readerOf({ list: down(9, 0), perPage: 3, counts: true, change });
        assert.deepEqual(await collect(reader.readPage), found);
        assert.deepEqual(reader.pages, pages);
      });
    }

    for (const [name, perPage, list, later] of [
      ["the second page has one run of the first, and none that is new", 5, range(0, 6), [1, 2, 3, 4, 5, 0]],
      ["all that is left of a page has been met", 3, down(3, 0), down(4, 1)],
    ] as const) {
      it(`reads again where the count stays the same, and ${name}`, async () => {
        const change = (now: readonly number[], reads: number): readonly number[] =>
          reads === 1 ? later : now;
        const { readPage } = readerOf({ list, perPage, counts: true, change });
        assert.deepEqual(await collect(readPage), later);
      });
    }
  });
});
