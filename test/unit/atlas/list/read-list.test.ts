import assert from "node:assert/strict";
import sinon from "sinon";
import { type AtlasClient, type GetOptions } from "../../../../provider/atlas/client/client.js";
import { readList } from "../../../../provider/atlas/list/read-list.js";
import { AtlasContentError, AtlasNetworkError } from "../../../../provider/index.js";
import {
  clientFor,
  contextOf,
  listed,
  pagePath,
  pagePaths,
  respondingClient,
} from "../../../helpers/clients.js";
import { CLIENT, hexId, numbersOf, PIPELINE, range } from "../../../helpers/responses.js";

const LABEL = `the runs of pipeline nightly in project ${PIPELINE.projectId}`;

/** The body of a page with these runs. */
const page = (numbers: readonly number[], totalCount?: number, rel?: string): object => ({
  results: numbers.map((n) => ({ _id: hexId(n) })),
  ...(totalCount !== undefined && { totalCount }),
  ...(rel !== undefined && { links: [{ rel }] }),
});

describe("readList", () => {
  /** Reads pages with these bodies; later ones have no runs. */
  const readPages = (pages: readonly object[]) => {
    const { client, paths } = respondingClient(() => pages[paths.length - 1] ?? page([]));
    return { paths, reading: readList(contextOf(client), PIPELINE, {}) };
  };

  for (const [size, perPage, pages] of [
    [0, 500, 1],
    // A full page does not show the end.
    [500, 500, 2],
    [250, 100, 3],
  ] as const) {
    it(`reads ${size} runs, ${perPage} a page, in ${pages} pages`, async () => {
      const list = range(0, size).map((n) => listed(n));
      for (const counts of [false, true]) {
        const { client, paths } = clientFor(list, { perPage, counts });
        const { runs, counted } = await readList(contextOf(client), PIPELINE, {});
        assert.deepEqual([numbersOf(runs), counted], [range(0, size), counts]);
        assert.deepEqual(paths, pagePaths(pages));
      }
    });
  }

  it("asks for a count and for the runs before a time on each page, if it has to", async () => {
    const { client, paths } = clientFor(range(0, 501).map((n) => listed(n)));
    const createdBefore = "2025-01-01T01:03:00+01:00";
    await readList(contextOf(client), PIPELINE, { createdBefore, includeCount: true });
    const query = "&createdBefore=2025-01-01T01%3A03%3A00%2B01%3A00";
    assert.deepEqual(paths, [pagePath(1, true) + query, pagePath(2, true) + query]);
  });

  const full = range(0, 500);
  const COMPLETE: readonly (readonly [string, readonly object[], size: number])[] = [
    [
      "whose runs are moved to the next page by new ones",
      [page(full), page([498, 499, 500], undefined, "self")],
      501,
    ],
    ["whose last page is full and links to one without runs", [page(full, undefined, "next")], 500],
  ];
  for (const [what, pages, size] of COMPLETE) {
    it(`gives each run once of a list ${what}`, async () => {
      const { reading } = readPages(pages);
      const { runs } = await reading;
      assert.equal(new Set(numbersOf(runs)).size, size);
      assert.equal(runs.length, size);
    });
  }

  const LINK = "a link to a page without runs";
  const CONTRADICTIONS: readonly (readonly [string, readonly object[], why: string, requests: number])[] = [
    ["a count of 0 for a full page", [page(full, 0)], "runs: 500, results: 500, totalCount: 0", 2],
    ["a count above the runs", [page([1], 2, "self")], "runs: 1, results: 1, totalCount: 2", 1],
    ["a count of an empty list", [page([], 3)], "runs: 0, results: 0, totalCount: 3", 1],
    [
      "counts that differ",
      [page(full, 502), page([500, 501], 501, "self")],
      "runs: 502, results: 502, totalCount: 502 and 501",
      2,
    ],
    ["a count of a run twice", [page([1, 1], 2, "self")], "runs: 1, results: 2, totalCount: 2", 1],
    ["a count without a run twice", [page([1, 1], 1, "self")], "runs: 1, results: 2, totalCount: 1", 1],
    ["a link from an empty page", [page([], 0, "next")], LINK, 1],
    ["a link to an empty page", [page([1], 1, "next"), page([], 1, "self")], LINK, 2],
  ];
  for (const [what, pages, why, requests] of CONTRADICTIONS) {
    it(`rejects at once a list with ${what}`, async () => {
      const { reading, paths } = readPages(pages);
      const end = `reading ${LABEL}. Its runs may have changed meanwhile: run it again`;
      const message = `incomplete list (${why}), ${end}`;
      await assert.rejects(reading, new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 }));
      assert.equal(paths.length, requests);
    });
  }

  it("shows the start of more counts than fit a message", async () => {
    const { reading } = readPages(range(0, 30).map((n) => page([n], 1000 + n, n < 29 ? "next" : "self")));
    await assert.rejects(reading, /\(runs: 30, results: 30, totalCount: 1000 and 1001 and [ and\d]*…\), /);
  });

  it("reads 64 pages, and rejects a list of more, also if each page has the same runs", async () => {
    const runs = range(0, 65).map((n) => listed(n));
    const ends = clientFor(runs.slice(1), { perPage: 1 });
    assert.equal((await readList(contextOf(ends.client), PIPELINE, {})).runs.length, 64);
    for (const { client, paths } of [
      clientFor(runs, { perPage: 1 }),
      respondingClient(() => page([1], undefined, "next")),
    ]) {
      const error = new AtlasContentError("UNEXPECTED_CONTENT", `more than 64 pages, reading ${LABEL}`, {
        status: 200,
      });
      await assert.rejects(readList(contextOf(client), PIPELINE, {}), error);
      assert.deepEqual(paths, pagePaths(64));
    }
  });

  it("rejects after five deadlines of a page, and ends the request", async () => {
    const timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let end: AbortSignal | undefined;
    const get = (_path: string, { signal }: GetOptions): Promise<never> => {
      end = signal;
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    };
    const client = { ...CLIENT, get, retryTimeoutSeconds: 2, redact: (text: string) => text };
    const reading = readList(contextOf(client as unknown as AtlasClient), PIPELINE, {});
    reading.catch(() => undefined);
    await timers.tickAsync(9_999);
    assert.equal(end?.aborted, false);
    await timers.tickAsync(1);
    const message =
      `no complete list within 10 s, reading ${LABEL}. ` +
      "The limit is 5 times atlas-data-lake:retryTimeoutSeconds";
    await assert.rejects(reading, new AtlasNetworkError("TIMEOUT", message));
    assert.equal(end.aborted, true);
  });
});
