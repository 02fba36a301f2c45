import assert from "node:assert/strict";
import { examplePipelineRun, type LocalAtlas } from "../../provider/testing/index.js";
import { LIST_PATH, RUN_PATH, read, send, useLocalAtlas } from "../helpers/local-atlas-client.js";

/** The response to each fault is proven by the reads of this package's client: see `faults/rows`. */
describe("the local Atlas with faults", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;

  beforeEach(async () => {
    atlas = await start();
  });

  const statuses = async (...targets: readonly string[]): Promise<number[]> => {
    const found: number[] = [];
    for (const target of targets) found.push((await read(atlas.baseUrl + target)).status);
    return found;
  };

  it("sends Retry-After as it is planned: seconds, an HTTP date, a text or none", async () => {
    const HEADERS = {
      7: 7,
      "Wed, 02 Jan 2030 03:04:05 GMT": new Date(Date.UTC(2030, 0, 2, 3, 4, 5)),
      soon: "soon",
    };
    for (const [header, retryAfter] of Object.entries(HEADERS)) {
      atlas.fail({ type: "rateLimited", retryAfter }, { times: 1 });
      assert.equal((await read(atlas.baseUrl + RUN_PATH)).headers["retry-after"], header);
    }
    atlas.fail({ type: "rateLimited" });
    assert.equal((await read(atlas.baseUrl + RUN_PATH)).headers["retry-after"], undefined);
  });

  it("sends the whole body byte by byte with a drip fault", async () => {
    atlas.fail({ type: "drip", millisecondsPerByte: 1 });
    const { json } = await read(atlas.baseUrl + RUN_PATH);
    assert.deepEqual(json, examplePipelineRun.run);
  });

  it("strikes as often as its times, one fault after the other, and without times until it is cleared", async () => {
    atlas.fail({ type: "status", status: 503 }, { times: 2 });
    atlas.fail({ type: "gone" });
    assert.deepEqual(await statuses(RUN_PATH, RUN_PATH, RUN_PATH, RUN_PATH), [503, 503, 410, 410]);
    atlas.clearFaults();
    assert.deepEqual(await statuses(RUN_PATH), [200]);
  });

  it("strikes only requests of its kind, before their credentials are checked", async () => {
    atlas.fail({ type: "status", status: 500 }, { times: 1 });
    atlas.fail({ type: "status", status: 502 }, { kind: "token" });
    atlas.fail({ type: "status", status: 504 }, { kind: "revoke" });
    const status = async (path: string): Promise<number> => (await send(atlas.baseUrl + path)).status;
    assert.deepEqual([await status("/api/oauth/token"), await status("/api/oauth/revoke")], [502, 504]);
    assert.deepEqual([await status(RUN_PATH), await status(RUN_PATH)], [500, 401]);
  });

  for (const path of [/runs\/[0-9a-f]+$/g, "runs/[0-9a-f]+$"]) {
    it(`strikes only paths that match ${String(path)}, each time`, async () => {
      atlas.fail({ type: "gone" }, { path });
      assert.deepEqual(await statuses(RUN_PATH, RUN_PATH, LIST_PATH), [410, 410, 200]);
    });
  }

  it("strikes only lists that are counted with a pagingTimeout fault", async () => {
    atlas.fail({ type: "pagingTimeout" }, { times: 2 });
    const uncounted = `${LIST_PATH}?includeCount=false`;
    const counted = `${LIST_PATH}?includeCount=true`;
    assert.deepEqual(
      await statuses(RUN_PATH, uncounted, LIST_PATH, counted, LIST_PATH),
      [200, 200, 500, 500, 200],
    );
  });
});
