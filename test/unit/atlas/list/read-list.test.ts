import assert from "node:assert/strict";
import sinon from "sinon";
import { type AtlasClient, type GetOptions } from "../../../../provider/atlas/client/client.js";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { readList } from "../../../../provider/atlas/list/read-list.js";
import { AtlasNetworkError } from "../../../../provider/index.js";
import { contextOf, pagePath } from "../../../helpers/clients.js";
import {
  CLIENT,
  rejectionOf,
  responded,
  type ResponseParts,
  numbersOf,
  PIPELINE,
  range,
  hexId,
} from "../../../helpers/responses.js";

describe("readList", () => {
  afterEach(() => {
    sinon.restore();
  });

  const readWith = (get: (path: string, options: GetOptions) => Promise<RetryResult>) => {
    const client = { ...CLIENT, get, retryTimeoutSeconds: 2, secrets: () => [] };
    return readList(contextOf(client as unknown as AtlasClient), PIPELINE);
  };

  it("reads without a count from the page on for which Atlas took too long to count", async () => {
    const error = { status: 500, body: { errorCode: "TIMEOUT_WHILE_PAGING" } };
    const page = (from: number, to: number): ResponseParts => ({
      body: { results: range(from, to).map((n) => ({ _id: hexId(n) })), totalCount: 501 },
    });
    const responses = [page(0, 500), error, page(500, 501)];
    const paths: string[] = [];
    const found = await readWith((path) => {
      paths.push(path);
      return Promise.resolve(responded(responses[paths.length - 1] ?? error));
    });
    assert.deepEqual(numbersOf(found.runs), range(0, 501));
    assert.deepEqual(paths, [pagePath(1), pagePath(2), pagePath(2, false)]);
  });

  it("rejects a list of more than 64 MiB in all", async () => {
    const size = 8 << 20;
    const get = sinon.fake((path: string) => {
      const pageNum = Number(new URL(path, "https://atlas.example").searchParams.get("pageNum"));
      const start = `{"results":[{"_id":"${hexId(pageNum)}"}],"totalCount":9,"x":"`;
      const body = `${start}${"x".repeat(size - start.length - 2)}"}`;
      return Promise.resolve(responded({ body }));
    });
    const { code, message } = await rejectionOf(readWith(get));
    assert.deepEqual([code, get.callCount], ["UNEXPECTED_CONTENT", 9]);
    assert.match(message, /^more than 64 MiB in 9 pages, reading the runs of pipeline nightly in project /);
  });

  for (const [errorCode, requests] of [
    ["TIMEOUT_WHILE_PAGING", 2],
    ["UNEXPECTED_ERROR", 1],
  ] as const) {
    it(`rejects after ${requests} requests that all fail with ${errorCode}`, async () => {
      const get = sinon
        .stub<[], Promise<RetryResult>>()
        .resolves(responded({ status: 500, body: { errorCode } }));
      assert.equal((await rejectionOf(readWith(get))).code, "SERVER_ERROR");
      assert.equal(get.callCount, requests);
    });
  }

  it("rejects after five deadlines of a page, and ends the request", async () => {
    const timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let end: AbortSignal | undefined;
    const reading = readWith((_path, { signal }) => {
      end = signal;
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    });
    reading.catch(() => undefined);
    await timers.tickAsync(9_999);
    assert.equal(end?.aborted, false);
    await timers.tickAsync(1);
    const pipeline = `pipeline nightly in project ${PIPELINE.projectId}`;
    const message =
      `no complete list within 10 s, reading the runs of ${pipeline}. ` +
      "The limit is 5 times atlas-data-lake:retryTimeoutSeconds";
    await assert.rejects(reading, new AtlasNetworkError("TIMEOUT", message));
    assert.equal(end.aborted, true);
  });
});
