import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import sinon from "sinon";
import { collectRuns } from "../../../../provider/atlas/list/collect-runs.js";
import { type PageOfRuns } from "../../../../provider/atlas/read/read-runs-page.js";
import { range } from "../../../helpers/runs.js";
import { type ListServer, numbersOf, readingFrom, runs } from "../../../helpers/pages.js";

const HINTS = [
  { hints: "links and a count", links: true, counts: true },
  { hints: "links", links: true, counts: false },
  { hints: "a count", links: false, counts: true },
  { hints: "neither", links: false, counts: false },
];

/** The page without runs, which alone shows the end where nothing else does. */
const unless = (told: boolean, page: number): readonly number[] => (told ? [] : [page]);

describe("collectRuns, page by page", () => {
  afterEach(() => {
    sinon.restore();
  });

  for (const { hints, links, counts } of HINTS) {
    context(`when the server gives ${hints}`, () => {
      const CASES: readonly { what: string; server: ListServer; pages: readonly number[] }[] = [
        { what: "no run", server: { list: [] }, pages: [1] },
        { what: "one run", server: { list: [7] }, pages: [1, ...unless(links || counts, 2)] },
        {
          what: "one run less than a page",
          server: { list: range(0, 499) },
          pages: [1, ...unless(links || counts, 2)],
        },
        // The links of a list without a count may depend on the count.
        { what: "exactly a full page", server: { list: range(0, 500) }, pages: [1, ...unless(counts, 2)] },
        {
          what: "one run more than a page",
          server: { list: range(0, 501) },
          pages: [1, 2, ...unless(links || counts, 3)],
        },
        {
          what: "three pages",
          server: { list: range(0, 1234) },
          pages: [1, 2, 3, ...unless(links || counts, 4)],
        },
      ];
      for (const { what, server, pages } of CASES) {
        it(`reads ${what} and stops`, async () => {
          const reading = readingFrom({ ...server, links, counts });
          assert.deepEqual(numbersOf(await collectRuns(reading)), server.list);
          assert.deepEqual(reading.pages, pages);
        });
      }
    });
  }

  it("reads on where the links say that there is no more, and the count that there is", async () => {
    const pages = [range(0, 500), range(500, 600), []];
    const readPage = sinon.spy((pageNum: number): Promise<PageOfRuns> =>
      Promise.resolve({ runs: runs(pages[pageNum - 1] ?? []), totalCount: 600, hasNext: false }),
    );
    assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), range(0, 600));
    assert.equal(readPage.callCount, 2);
  });

  context("when the server gives fewer runs a page than it was asked for", () => {
    for (const { hints, links, counts } of HINTS) {
      it(`reads all of them, with ${hints}`, async () => {
        const reading = readingFrom({ list: range(0, 250), perPage: 100, links, counts });
        assert.deepEqual(numbersOf(await collectRuns(reading)), range(0, 250));
        assert.deepEqual(reading.pages, [1, 2, 3, ...unless(links || counts, 4)]);
      });
    }

    it("takes a page that repeats earlier runs as the end, without a count and links", async () => {
      const page = { runs: runs([1, 2]), totalCount: undefined, hasNext: undefined };
      const readPage = sinon.stub<[number], Promise<PageOfRuns>>().resolves(page);
      assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), [1, 2]);
      assert.equal(readPage.callCount, 2);
      await assert.rejects(collectRuns({ label: "the runs", readPage, complete: true }), AtlasContentError);
    });
  });

  context("when the runs so far are enough", () => {
    it("reads no further page, and gives all of them", async () => {
      const reading = readingFrom({ list: range(0, 1500), counts: true });
      const enough = sinon.spy((sofar: readonly unknown[]) => sofar.length >= 1000);
      assert.equal((await collectRuns({ ...reading, enough })).length, 1000);
      assert.deepEqual(reading.pages, [1, 2]);
      assert.deepEqual(
        enough.args.map(([sofar]) => sofar.length),
        [500, 1000],
      );
    });
  });

  context("when the list has no end", () => {
    const endless = (pageNum: number): Promise<PageOfRuns> =>
      Promise.resolve({ runs: runs([pageNum]), totalCount: undefined, hasNext: true });

    it("gives up after 200 pages", async () => {
      const readPage = sinon.spy(endless);
      const message = "more than 200 pages, reading the runs";
      await assert.rejects(
        collectRuns({ label: "the runs", readPage }),
        new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 }),
      );
      assert.deepEqual(
        readPage.args.map(([pageNum]) => pageNum),
        range(1, 201),
      );
    });

    it("reads 200 pages where the last is the end", async () => {
      const reading = readingFrom({ list: range(0, 200), perPage: 1, links: true });
      assert.deepEqual(numbersOf(await collectRuns(reading)), range(0, 200));
    });

    it("gives up when a page brings nothing new in each of three readings", async () => {
      const readPage = sinon.spy((pageNum: number) => endless(Math.min(pageNum, 2)));
      const message = "incomplete list in 3 attempts (page 3 repeats earlier runs), reading the runs";
      await assert.rejects(
        collectRuns({ label: "the runs", readPage }),
        new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 }),
      );
      assert.equal(readPage.callCount, 9);
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

  context("when a page cannot be read", () => {
    it("fails with that failure, and reads no further", async () => {
      const failure = new Error("no route");
      const readPage = sinon.stub<[number], Promise<PageOfRuns>>();
      readPage.withArgs(1).resolves({ runs: runs([1]), totalCount: 2, hasNext: undefined });
      readPage.withArgs(2).rejects(failure);
      await assert.rejects(collectRuns({ label: "the runs", readPage }), failure);
      assert.equal(readPage.callCount, 2);
    });
  });
});
