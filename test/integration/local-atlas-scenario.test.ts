import assert from "node:assert/strict";
import sinon from "sinon";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type LocalAtlasOptions,
  type LocalRun,
} from "../../provider/testing/index.js";
import { TOKEN, read, runPath } from "../helpers/local-atlas-client.js";

const { run } = examplePipelineRun;
const MOVING: LocalRun = {
  ...examplePipelineRun,
  transitions: [
    { afterSeconds: 10, set: { state: "IN_PROGRESS", phase: "EXPORT" } },
    { afterSeconds: 20, set: { state: "DONE" } },
  ],
};

describe("the local Atlas with a scenario", () => {
  let atlas: LocalAtlas;
  let clock: sinon.SinonFakeTimers;

  const start = async (options: LocalAtlasOptions): Promise<void> => {
    atlas = await startLocalAtlas({ accessTokens: [{ token: TOKEN }], ...options });
  };

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: Date.now() });
  });

  afterEach(async () => {
    await atlas.close();
    sinon.restore();
  });

  const body = async (): Promise<Record<string, unknown>> => (await read(atlas.baseUrl + runPath())).json;

  context("when runs have transitions", () => {
    it("serves the changes that are due, until it is closed", async () => {
      await start({ runs: [MOVING] });
      clock.tick(9_900);
      assert.deepEqual(await body(), run);
      clock.tick(100);
      assert.deepEqual(await body(), { ...run, state: "IN_PROGRESS", phase: "EXPORT" });
      clock.tick(10_000);
      assert.deepEqual(await body(), { ...run, state: "DONE", phase: "EXPORT" });
      atlas.setRun({ ...MOVING, transitions: [{ afterSeconds: 30, set: {} }] });
      assert.equal(clock.countTimers(), 1);
      await atlas.close();
      assert.equal(clock.countTimers(), 0);
    });

    it("sets no timer if it cannot listen", async () => {
      await start({});
      const port = Number(new URL(atlas.baseUrl).port);
      await assert.rejects(startLocalAtlas({ port, runs: [MOVING] }), { code: "EADDRINUSE" });
      assert.equal(clock.countTimers(), 0);
    });
  });

  context("when it has faults", () => {
    const statuses = async (count: number): Promise<readonly number[]> => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push((await read(atlas.baseUrl + runPath())).status);
      return found;
    };

    it("fails from the start, in the order of the list", async () => {
      const gone = { fault: { type: "gone" }, times: 1 } as const;
      const limited = { fault: { type: "rateLimited", retryAfter: 1 }, times: 2, kind: "api" } as const;
      await start({ runs: [examplePipelineRun], faults: [gone, limited] });
      assert.deepEqual(await statuses(4), [410, 429, 429, 200]);
    });

    it("accepts a path as a string", async () => {
      const fault = { type: "status", status: 503 } as const;
      await start({ runs: [examplePipelineRun], faults: [{ fault, path: "runs/[0-9a-f]+$" }] });
      assert.equal((await read(atlas.baseUrl + runPath().replace(/\/[^/]*$/, ""))).status, 200);
      assert.deepEqual(await statuses(2), [503, 503]);
    });
  });

  context("when a field is wrong", () => {
    it("rejects with a TypeError, and does not listen", async () => {
      const transitions = [{ afterSeconds: "soon" as unknown as number, set: {} }];
      await start({});
      const servers = (): readonly string[] =>
        process.getActiveResourcesInfo().filter((type) => type === "TCPServerWrap");
      const before = servers();
      await assert.rejects(startLocalAtlas({ runs: [{ ...examplePipelineRun, transitions }] }), {
        name: "TypeError",
        message: 'runs[0].transitions[0].afterSeconds must be a number from 0 to 2147483, got "soon"',
      });
      assert.deepEqual(servers(), before);
    });
  });
});
