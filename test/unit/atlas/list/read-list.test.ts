import assert from "node:assert/strict";
import sinon from "sinon";
import { type AtlasClient, type GetOptions } from "../../../../provider/atlas/client/client.js";
import { readList } from "../../../../provider/atlas/list/read-list.js";
import { AtlasNetworkError } from "../../../../provider/index.js";
import { contextOf } from "../../../helpers/responding-client.js";
import { PIPELINE } from "../../../helpers/runs.js";

describe("readList", () => {
  afterEach(() => {
    sinon.restore();
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
    const client = { get, baseUrl: "https://atlas.example", retryTimeoutSeconds: 2 };
    const reading = readList(contextOf(client as unknown as AtlasClient), PIPELINE);
    reading.catch(() => undefined);
    await timers.tickAsync(9_999);
    assert.equal(end?.aborted, false);
    await timers.tickAsync(1);
    await assert.rejects(
      reading,
      new AtlasNetworkError(
        "TIMEOUT",
        `no complete list within 10 s, reading the runs of pipeline nightly in project ${PIPELINE.projectId}. ` +
          "The limit is 5 times atlas-data-lake:retryTimeoutSeconds",
      ),
    );
    assert.equal(end.aborted, true);
  });
});
