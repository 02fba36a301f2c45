import assert from "node:assert/strict";
import { connect } from "node:net";
import sinon from "sinon";
import { examplePipelineRun, type LocalAtlas, type PipelineRunBody } from "../../provider/testing/index.js";
import { RunStore } from "../../provider/testing/runs/run-store.js";
import { RUN_PATH, read, send, useLocalAtlas, type Reply } from "../helpers/local-atlas-client.js";

const { projectId, pipelineName, run } = examplePipelineRun;
describe("the local Atlas as a server", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;

  beforeEach(async () => {
    atlas = await start();
  });

  const get = (path = RUN_PATH, headers = {}): Promise<Reply> => read(atlas.baseUrl + path, headers);
  const active = (type: string): number =>
    process.getActiveResourcesInfo().filter((each) => each === type).length;

  it("records each request, its kind and the status of its response, until clearRequests()", async () => {
    await get(`${RUN_PATH}?a=%26b`, { "X-Test": "1" });
    const [{ headers, query } = assert.fail()] = atlas.requests;
    assert.deepEqual([query, headers["x-test"]], [{ a: "&b" }, "1"]);
    atlas.clearRequests();
    const KINDS = {
      "/api/atlas/v2/x": ["api", 404, false],
      [RUN_PATH]: ["api", 401, true],
      "/api/oauth/token": ["token", 405, false],
      "/api/oauth/revoke": ["revoke", 405, false],
      "/api/oauth": ["other", 404, false],
    };
    for (const path of Object.keys(KINDS)) await send(atlas.baseUrl + path);
    const recorded = atlas.requests.map(({ path, kind, status, challenged }) => [
      path,
      [kind, status, challenged],
    ]);
    assert.deepEqual(recorded, Object.entries(KINDS));
  });

  it("serves a run that is updated or set from the next response on, without undefined fields, but never without the id", async () => {
    const patch = { _id: undefined, state: "DONE", phase: undefined } as unknown as Partial<PipelineRunBody>;
    atlas.updateRun(projectId, pipelineName, run._id, patch);
    const { phase: _, ...rest } = run;
    assert.deepEqual((await get()).json, { ...rest, state: "DONE" });
    atlas.setRun({ projectId, pipelineName, run: { _id: run._id } });
    assert.deepEqual((await get()).json, { _id: run._id });
  });

  it("limits the requests to each project that are authenticated, and refills at the end of each period", async () => {
    const limits = async (path = RUN_PATH, headers = {}): Promise<string> => {
      const { status, headers: found } = await get(path, headers);
      return [status, found["ratelimit-limit"], found["ratelimit-remaining"], found["retry-after"]].join(" ");
    };
    assert.equal(await limits(), "200 10000 9999 ");
    const clock = sinon.useFakeTimers({ toFake: ["performance"] });
    atlas = await start({ rateLimit: { capacity: 3, refill: 2, periodSeconds: 60 } });
    assert.equal(await limits(RUN_PATH, { authorization: "" }), "401   ");
    assert.equal(await limits(RUN_PATH.replace(/\w{24}/, "0".repeat(24))), "404 3 2 ");
    const PERIODS: readonly (readonly [milliseconds: number, ...responses: readonly string[]])[] = [
      [0, "200 3 2 ", "200 3 1 ", "200 3 0 "],
      [59_999, "429 3 0 0"],
      [1, "200 3 1 ", "200 3 0 "],
      [5_001, "429 3 0 54"],
      [600_000, "200 3 2 ", "200 3 1 ", "200 3 0 ", "429 3 0 54"], // never more than the capacity
    ];
    for (const [milliseconds, ...responses] of PERIODS) {
      clock.tick(milliseconds);
      for (const response of responses) assert.equal(await limits(), response);
    }
  });

  it("ends idle connections and requests in flight when it is closed, and can be closed again", async () => {
    await get();
    atlas.fail({ type: "delay", milliseconds: 2_000_000 });
    const inFlight = assert.rejects(get(), TypeError);
    while (atlas.requests.length < 2) await new Promise(setImmediate);
    const timers = active("Timeout");
    await Promise.all([atlas.close(), atlas.close()]);
    await inFlight;
    assert.ok(active("Timeout") < timers, "a delay must not keep the process alive");
    await assert.rejects(get(), TypeError);
  });

  it("refuses a change that is wrong, of a run that does not exist, or that would be planned", async () => {
    const ids = [projectId, pipelineName, run._id] as const;
    const REFUSED: Readonly<Record<string, () => unknown>> = {
      "run.state must be a string, got number 1": atlas.setRun.bind(atlas, {
        ...examplePipelineRun,
        run: { ...run, state: 1 as never },
      }),
      'patch.state must be "DONE", as Atlas spells it, got "done"': atlas.updateRun.bind(atlas, ...ids, {
        state: "done",
      }),
      "The local Atlas has no run": atlas.removeRun.bind(atlas, projectId, "x", run._id),
      "fault.type must be one of": atlas.fail.bind(atlas, { type: "statuss" as never }),
      "options.times must be": atlas.fail.bind(atlas, { type: "gone" }, { times: 0 }),
    };
    for (const [message, change] of Object.entries(REFUSED)) {
      assert.throws(change, new RegExp(`: ${message}`));
    }
    assert.deepEqual((await get()).json, run);
  });

  it("survives a client that leaves in the middle of its body", async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): unknown => rejections.push(reason);
    process.on("unhandledRejection", note);
    const socket = connect(Number(new URL(atlas.baseUrl).port), "127.0.0.1");
    socket.end("POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nabc");
    await socket.toArray();
    assert.equal((await get()).status, 200);
    process.off("unhandledRejection", note);
    assert.deepEqual(rejections, []);
  });

  it("responds with 500 if the server itself fails", async () => {
    sinon.stub(RunStore.prototype, "project").throws(new Error("unforeseen"));
    const { status, json } = await get();
    assert.deepEqual([status, json["errorCode"]], [500, "UNEXPECTED_ERROR"]);
  });
});
