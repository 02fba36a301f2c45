import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import { collectRuns, type ListReading } from "../../../../provider/atlas/list/collect-runs.js";
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

/** How such a list is read, and the pages that were read, in their order. */
function readingFrom(server: ListServer): ListReading & { readonly pages: readonly number[] } {
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
    });
  };
  return { label: "the runs", readPage, pages };
}

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
      // The links of a list without a count may depend on the count.
      [{ list: range(0, 500) }, counts ? 1 : 2],
      [{ list: range(0, 501) }, told ? 2 : 3],
      [{ list: range(0, 1234) }, told ? 3 : 4],
      [{ list: range(0, 250), perPage: 100 }, told ? 3 : 4],
    ];
    for (const [server, pages] of SIZES) {
      const { list, perPage = 500 } = server;
      it(`reads ${list.length} runs, ${perPage} a page, in ${pages} pages with ${hints}`, async () => {
        const reading = readingFrom({ ...server, links, counts });
        assert.deepEqual(numbersOf(await collectRuns(reading)), list);
        assert.deepEqual(reading.pages, range(1, pages + 1));
      });
    }
  }

  it("reads on where the links say that there is no more, and the count that there is", async () => {
    const reading = readingFrom({ list: range(0, 600), counts: true });
    const readPage = async (pageNum: number): Promise<PageOfRuns> => ({
      ...(await reading.readPage(pageNum)),
      hasNext: false,
    });
    assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), range(0, 600));
    assert.deepEqual(reading.pages, [1, 2]);
  });

  it("takes a page that repeats earlier runs as the end, without a count, links and need of a proof", async () => {
    const page = { runs: runs([1, 2]), totalCount: undefined, hasNext: undefined };
    const reading = { label: "the runs", readPage: () => Promise.resolve(page) };
    assert.deepEqual(numbersOf(await collectRuns(reading)), [1, 2]);
    await assert.rejects(
      collectRuns({ ...reading, complete: true }),
      unlistable("incomplete list in 3 attempts (page 2 repeats earlier runs)"),
    );
  });

  it("reads no further page once the runs so far are enough, and gives all of them", async () => {
    const reading = readingFrom({ list: range(0, 1500), counts: true });
    const sizes: number[] = [];
    const enough = (sofar: readonly unknown[]): boolean => sizes.push(sofar.length) === 2;
    assert.equal((await collectRuns({ ...reading, enough })).length, 1000);
    assert.deepEqual(
      [reading.pages, sizes],
      [
        [1, 2],
        [500, 1000],
      ],
    );
  });

  context("when the list has no end", () => {
    const endless = (pageNum: number): PageOfRuns => ({
      runs: runs([pageNum]),
      totalCount: undefined,
      hasNext: true,
    });

    it("gives up after 200 pages", async () => {
      const pages: number[] = [];
      const readPage = (pageNum: number): Promise<PageOfRuns> => {
        pages.push(pageNum);
        return Promise.resolve(endless(pageNum));
      };
      await assert.rejects(collectRuns({ label: "the runs", readPage }), unlistable("more than 200 pages"));
      assert.deepEqual(pages, range(1, 201));
    });

    it("reads 200 pages where the last is the end", async () => {
      const reading = readingFrom({ list: range(0, 200), perPage: 1, links: true });
      assert.deepEqual(numbersOf(await collectRuns(reading)), range(0, 200));
    });

    it("gives up when a page brings nothing new in each of three readings", async () => {
      let reads = 0;
      const readPage = (pageNum: number): Promise<PageOfRuns> => {
        reads += 1;
        return Promise.resolve(endless(Math.min(pageNum, 2)));
      };
      await assert.rejects(
        collectRuns({ label: "the runs", readPage }),
        unlistable("incomplete list in 3 attempts (page 3 repeats earlier runs)"),
      );
      assert.equal(reads, 9);
    });

    it("takes an empty page as the end, whatever it links to, and the third reading whatever is counted", async () => {
      const reading = readingFrom({ list: [1, 2, 3] });
      const readPage = async (pageNum: number): Promise<PageOfRuns> => ({
        ...(await reading.readPage(pageNum)),
        hasNext: true,
        totalCount: 9,
      });
      assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), [1, 2, 3]);
      assert.deepEqual(reading.pages, [1, 2, 1, 2, 1, 2]);
    });
  });

  it("fails with the failure of a page, and reads no further", async () => {
    const failure = new Error("no route");
    const reading = readingFrom({ list: range(0, 9), perPage: 3, counts: true });
    const readPage = (pageNum: number): Promise<PageOfRuns> =>
      pageNum === 2 ? Promise.reject(failure) : reading.readPage(pageNum);
    await assert.rejects(collectRuns({ label: "the runs", readPage }), failure);
    assert.deepEqual(reading.pages, [1]);
  });

  it("keeps what was said last of a run that is met twice, in the first place", async () => {
    const page = (states: readonly string[], from: number): PageOfRuns => ({
      runs: runs(range(from, from + 2)).map((run, at) => ({ ...run, state: states[at] ?? "" })),
      totalCount: 3,
      hasNext: undefined,
    });
    const pages = [page(["PENDING", "PENDING"], 1), page(["DONE", "PENDING"], 2)];
    const readPage = (pageNum: number): Promise<PageOfRuns> =>
      Promise.resolve(pages[pageNum - 1] ?? page([], 9));
    const found = await collectRuns({ label: "the runs", readPage });
    assert.deepEqual(
      found.map(({ state }) => state),
      ["PENDING", "DONE", "PENDING"],
    );
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
      ["gives runs that are added, once each", { 1: added }, down(11, 0), [1, 2, 3, 4, 5, 1, 2, 3, 4]],
      [
        "gives runs that are added at the end of the list",
        { 2: (list) => [...list, 10, 11, 12] },
        [...down(9, 0), 10, 11, 12],
        [1, 2, 3, 4, 5],
      ],
      ["reads again where a run is removed", { 1: () => without8 }, without8, [1, 2, 1, 2, 3]],
      ["reads again where the last page is gone", { 3: removed }, down(8, 0), [1, 2, 3, 4, 1, 2, 3]],
      ["keeps nothing of a reading that was given up", { 2: () => [1, 0] }, [1, 0], [1, 2, 3, 1]],
      ["succeeds at the third reading", { 1: removed, 3: removed }, down(7, 0), [1, 2, 1, 2, 1, 2, 3]],
    ];
    for (const [what, changes, found, pages] of CHANGES) {
      it(what, async () => {
        const change = (list: readonly number[], reads: number): readonly number[] =>
          changes[reads]?.(list) ?? list;
        const reading = readingFrom({ list: down(9, 0), perPage: 3, counts: true, change });
        assert.deepEqual(numbersOf(await collectRuns(reading)), found);
        assert.deepEqual(reading.pages, pages);
      });
    }

    it("reads once where the dates show that the newest run comes first", async () => {
      const change = (list: readonly number[], reads: number): readonly number[] =>
        reads === 1 ? added(list) : list;
      const reading = readingFrom({ list: down(9, 0), perPage: 3, counts: true, change });
      const dated = (page: PageOfRuns): PageOfRuns => ({
        ...page,
        runs: page.runs.map((run) => ({
          ...run,
          createdDate: new Date(parseInt(run.pipelineRunId, 16) * 60_000).toISOString(),
        })),
      });
      const readPage = async (pageNum: number): Promise<PageOfRuns> => dated(await reading.readPage(pageNum));
      assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), down(9, 0));
      // The two that were added are counted and not met, so that only an empty page is the end.
      assert.deepEqual(reading.pages, [1, 2, 3, 4, 5]);
    });

    it("gives up where a run is removed in each of three readings", async () => {
      const reading = readingFrom({ list: range(0, 50), perPage: 3, counts: true, change: removed });
      await assert.rejects(
        collectRuns(reading),
        unlistable("incomplete list in 3 attempts (runs were removed meanwhile)"),
      );
      assert.deepEqual(reading.pages, [1, 2, 1, 2, 1, 2]);
    });

    for (const [name, perPage, list, later] of [
      ["the second page has one run of the first, and none that is new", 5, range(0, 6), [1, 2, 3, 4, 5, 0]],
      ["all that is left of a page has been met", 3, down(3, 0), down(4, 1)],
    ] as const) {
      it(`reads again where the count stays the same, and ${name}`, async () => {
        const change = (now: readonly number[], reads: number): readonly number[] =>
          reads === 1 ? later : now;
        const reading = readingFrom({ list, perPage, counts: true, change });
        assert.deepEqual(numbersOf(await collectRuns(reading)), later);
      });
    }
  });
});
