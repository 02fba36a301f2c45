import assert from "node:assert/strict";
import { AtlasContentError } from "../../../../provider/index.js";
import sinon from "sinon";
import { collectRuns } from "../../../../provider/atlas/list/collect-runs.js";
import { type PageOfRuns } from "../../../../provider/atlas/read/read-runs-page.js";
import { PIPELINE, hexId, range } from "../../../helpers/runs.js";
import { down, type ListServer, numbersOf, readingFrom } from "../../../helpers/pages.js";

/** Ten runs, the newest first, three a page. */
const TEN = { list: down(9, 0), perPage: 3, counts: true } as const;

describe("collectRuns, where the list changes while it is read", () => {
  afterEach(() => {
    sinon.restore();
  });

  /** A server whose list changes once as many pages have been read. */
  function changing(changes: Readonly<Record<number, (list: readonly number[]) => readonly number[]>>): {
    server: ListServer;
  } {
    const server: ListServer = {
      ...TEN,
      after: (reads) => {
        server.list = changes[reads]?.(server.list) ?? server.list;
      },
    };
    return { server };
  }

  context("when runs are added", () => {
    const ADDED = (list: readonly number[]): readonly number[] => [11, 10, ...list];

    it("gives each run once, and reads again where the order does not tell that none is missed", async () => {
      const { server } = changing({ 1: ADDED });
      const reading = readingFrom(server);
      assert.deepEqual(numbersOf(await collectRuns(reading)), down(11, 0));
      assert.deepEqual(reading.pages, [1, 2, 3, 4, 5, 1, 2, 3, 4]);
    });

    it("reads once where the newest run comes first", async () => {
      const reading = readingFrom(changing({ 1: ADDED }).server);
      const readPage = async (pageNum: number): Promise<PageOfRuns> => {
        const page = await reading.readPage(pageNum);
        const year = (id: string): string => `20${String(parseInt(id, 16)).padStart(2, "0")}`;
        const dated = page.runs.map((run) => ({
          ...run,
          createdDate: `${year(run.pipelineRunId)}-01-01T00:00:00Z`,
        }));
        return { ...page, runs: dated };
      };
      assert.deepEqual(numbersOf(await collectRuns({ label: "the runs", readPage })), down(9, 0));
      // The two that were added are counted and not met, so that only an empty page is the end.
      assert.deepEqual(reading.pages, [1, 2, 3, 4, 5]);
    });

    it("reads again where one was missed and the count shows it, though it stays the same", async () => {
      const server: ListServer = {
        list: range(0, 6),
        perPage: 5,
        counts: true,
        after: (reads) => {
          // On the second page a run that was on the first, and none that is new.
          if (reads === 1) server.list = [1, 2, 3, 4, 5, 0];
        },
      };
      assert.deepEqual(numbersOf(await collectRuns(readingFrom(server))), [1, 2, 3, 4, 5, 0]);
    });

    it("reads again where all that is left of a page has been met", async () => {
      const server: ListServer = {
        list: down(3, 0),
        perPage: 3,
        counts: true,
        after: (reads) => {
          if (reads === 1) server.list = down(4, 1);
        },
      };
      assert.deepEqual(numbersOf(await collectRuns(readingFrom(server))), down(4, 1));
    });

    it("gives those at the end of the list too", async () => {
      const { server } = changing({ 2: (list) => [...list, 10, 11, 12] });
      const reading = readingFrom(server);
      assert.deepEqual(numbersOf(await collectRuns(reading)), [...down(9, 0), 10, 11, 12]);
      assert.deepEqual(reading.pages, [1, 2, 3, 4, 5]);
    });
  });

  context("when runs are met twice", () => {
    it("keeps what was said of them last, in the first place", async () => {
      const page = (states: Record<number, string>): PageOfRuns => ({
        runs: Object.entries(states).map(([n, state]) => ({
          ...PIPELINE,
          pipelineRunId: hexId(Number(n)),
          state,
        })),
        totalCount: 3,
        hasNext: undefined,
      });
      const readPage = sinon.stub<[number], Promise<PageOfRuns>>();
      readPage.withArgs(1).resolves(page({ 1: "PENDING", 2: "PENDING" }));
      readPage.withArgs(2).resolves(page({ 2: "DONE", 3: "PENDING" }));
      const found = await collectRuns({ label: "the runs", readPage });
      assert.deepEqual(
        found.map(({ state }) => state),
        ["PENDING", "DONE", "PENDING"],
      );
    });
  });

  context("when runs are removed", () => {
    it("reads the list again, so that none is missed", async () => {
      const { server } = changing({ 1: (list) => list.filter((n) => n !== 8) });
      const reading = readingFrom(server);
      assert.deepEqual(
        numbersOf(await collectRuns(reading)),
        down(9, 0).filter((n) => n !== 8),
      );
      assert.deepEqual(reading.pages, [1, 2, 1, 2, 3]);
    });

    it("reads it again where all later pages are gone", async () => {
      const { server } = changing({ 3: (list) => list.slice(1) });
      const reading = readingFrom(server);
      assert.deepEqual(numbersOf(await collectRuns(reading)), down(8, 0));
      assert.deepEqual(reading.pages, [1, 2, 3, 4, 1, 2, 3]);
    });

    it("keeps nothing of a reading that was given up", async () => {
      const { server } = changing({ 2: () => [1, 0] });
      assert.deepEqual(numbersOf(await collectRuns(readingFrom(server))), [1, 0]);
    });

    it("succeeds at the third reading", async () => {
      const drop = (list: readonly number[]): readonly number[] => list.slice(1);
      const { server } = changing({ 1: drop, 3: drop });
      const reading = readingFrom(server);
      assert.deepEqual(numbersOf(await collectRuns(reading)), down(7, 0));
      assert.deepEqual(reading.pages, [1, 2, 1, 2, 1, 2, 3]);
    });

    it("gives up where that happens in each of three readings", async () => {
      const server: ListServer = {
        list: range(0, 50),
        perPage: 3,
        counts: true,
        after: () => {
          server.list = server.list.slice(1);
        },
      };
      const reading = readingFrom(server);
      const why = "incomplete list in 3 attempts (runs were removed meanwhile)";
      await assert.rejects(
        collectRuns(reading),
        new AtlasContentError("UNEXPECTED_CONTENT", `${why}, reading the runs`, { status: 200 }),
      );
      assert.deepEqual(reading.pages, [1, 2, 1, 2, 1, 2]);
    });
  });
});
