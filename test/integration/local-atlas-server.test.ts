import assert from "node:assert/strict";
import { Agent } from "node:http";
import { connect } from "node:net";
import sinon from "sinon";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type PipelineRunBody,
} from "../../provider/testing/index.js";
import { RunStore } from "../../provider/testing/runs/run-store.js";
import { MEDIA_TYPE, TOKEN, read, runPath, send } from "../helpers/local-atlas-client.js";

const { projectId, pipelineName, run } = examplePipelineRun;

describe("the local Atlas as a server", () => {
  let atlas: LocalAtlas;

  beforeEach(async () => {
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: TOKEN }] });
  });

  afterEach(async () => {
    sinon.restore();
    await atlas.close();
  });

  const state = async (): Promise<unknown> => (await read(atlas.baseUrl + runPath())).json["state"];

  /** Sends bytes and waits for the end of the connection. */
  const sendBytes = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      let text = "";
      const socket = connect(Number(new URL(atlas.baseUrl).port), "127.0.0.1", () => socket.end(bytes));
      socket.on("data", (chunk) => (text += chunk.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve(text);
      });
    });

  context("when a request comes in", () => {
    it("records the request and the status of the response", async () => {
      const before = Date.now();
      await read(`${atlas.baseUrl}${runPath()}?pretty=true&a=%26b`, { "X-Test": "1" });
      assert.equal(atlas.requests.length, 1);
      const { headers, at, ...rest } = atlas.requests[0] ?? assert.fail();
      assert.deepEqual(rest, {
        ...{ kind: "api", method: "GET", path: runPath(), query: { pretty: "true", a: "&b" } },
        ...{ status: 200, challenged: false },
      });
      assert.deepEqual([headers["accept"], headers["x-test"]], [MEDIA_TYPE, "1"]);
      assert.ok(at >= before && at <= Date.now());
    });

    it("records the kind of the request", async () => {
      const paths = ["/api/atlas/v2/x", "/api/oauth/token", "/api/oauth/revoke", "/api/oauth", "/"];
      for (const path of paths) await send(atlas.baseUrl + path);
      assert.deepEqual(
        atlas.requests.map((r) => r.kind),
        ["api", "token", "revoke", "other", "other"],
      );
    });

    it("keeps the same list, and empties it with clearRequests()", async () => {
      const { requests } = atlas;
      await state();
      assert.equal(requests.length, 1);
      atlas.clearRequests();
      assert.deepEqual([requests.length, atlas.requests.length], [0, 0]);
    });

    it("counts connections, not requests", async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let n = 0; n < 3; n++) await send(atlas.baseUrl + runPath(), { agent });
      assert.deepEqual([atlas.connections, atlas.openConnections, atlas.requests.length], [1, 1, 3]);
      agent.destroy();
      await send(atlas.baseUrl + runPath());
      assert.equal(atlas.connections, 2);
    });
  });

  context("when runs change", () => {
    it("serves the change in the next response", async () => {
      atlas.updateRun(projectId, pipelineName, run._id, { state: "DONE" });
      assert.equal(await state(), "DONE");
      const { json } = await read(atlas.baseUrl + runPath());
      assert.deepEqual(json, { ...run, state: "DONE" });
      atlas.setRun({ projectId, pipelineName, run: { _id: run._id } });
      assert.deepEqual((await read(atlas.baseUrl + runPath())).json, { _id: run._id });
    });

    it("leaves a field that is undefined out of the responses, but never the id", async () => {
      const patch = { _id: undefined, state: undefined } as unknown as Partial<PipelineRunBody>;
      atlas.updateRun(projectId, pipelineName, run._id, patch);
      const { state: _, ...rest } = run;
      assert.deepEqual((await read(atlas.baseUrl + runPath())).json, rest);
    });

    it("refuses a wrong run or patch, and keeps the run as it was", async () => {
      assert.throws(() => {
        atlas.setRun({ ...examplePipelineRun, run: { ...run, state: "done" } });
      }, /^TypeError: run\.state must be "DONE"/);
      assert.throws(() => {
        atlas.updateRun(projectId, pipelineName, run._id, { state: "done" });
      }, /^TypeError: patch\.state must be "DONE"/);
      assert.equal(await state(), "PENDING");
    });
  });

  it("listens on the port of the options", async () => {
    const port = Number(new URL(atlas.baseUrl).port);
    await atlas.close();
    atlas = await startLocalAtlas({ port });
    assert.equal(atlas.baseUrl, `http://127.0.0.1:${port}`);
  });

  context("when it is closed", () => {
    it("ends idle connections and requests in flight, and can be closed again", async () => {
      const timers = (): number =>
        process.getActiveResourcesInfo().filter((type) => type === "Timeout").length;
      const agent = new Agent({ keepAlive: true });
      await send(atlas.baseUrl + runPath(), { agent });
      atlas.fail({ type: "delay", milliseconds: 2_000_000 });
      const inFlight = assert.rejects(send(atlas.baseUrl + runPath()), { code: "ECONNRESET" });
      while (atlas.requests.length < 2) await new Promise(setImmediate);
      const timersInFlight = timers();
      await Promise.all([atlas.close(), atlas.close()]);
      await atlas.close();
      await inFlight;
      assert.ok(timers() < timersInFlight, "a delay must not keep the process alive");
      await assert.rejects(send(atlas.baseUrl + runPath()), { code: "ECONNREFUSED" });
    });
  });

  context("when the input is hostile", () => {
    const get = (target: string, more = ""): string =>
      `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;
    const HOSTILE: Readonly<Record<string, readonly [string, RegExp]>> = {
      "bytes that are not HTTP": ["\x16\x03\x01 hello\r\n\r\n", /^HTTP\/1\.1 400 /],
      "an unfinished request": ["GET / HTTP/1.1\r\nHos", /^(HTTP\/1\.1 400 [^]*)?$/],
      "a target without a path": [get("http://[/"), /^HTTP\/1\.1 404 /],
      "an asterisk as target": [get("*"), /^HTTP\/1\.1 404 /],
      "names of Object's own": [get(`${runPath()}?__proto__=1&constructor=2`), /^HTTP\/1\.1 401 /],
      "a very long name": [
        get(`/api/atlas/v2/groups/${"a".repeat(10_000)}/pipelines/b/runs`),
        /^HTTP\/1\.1 401 /,
      ],
      "too many headers": [get("/", `A: ${"b".repeat(20_000)}\r\n`), /^HTTP\/1\.1 431 /],
      "a broken Basic": [
        `POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic JTpl\r\n\r\n`,
        /^HTTP\/1\.1 401 /,
      ],
      "an upgrade": [get("/", "Upgrade: h2c\r\nConnection: Upgrade\r\n"), /^HTTP\/1\.1 404 /],
    };
    for (const [what, [bytes, response]] of Object.entries(HOSTILE)) {
      it(`survives ${what}`, async () => {
        assert.match(await sendBytes(bytes), response);
        assert.equal(await state(), "PENDING");
      });
    }

    it("refuses a body that is too large with 413", async () => {
      const body = "a".repeat(64 * 1024 + 1);
      const reply = await send(`${atlas.baseUrl}/api/oauth/token`, { method: "POST", body });
      assert.deepEqual([reply.status, reply.headers.connection], [413, "close"]);
      assert.equal(await state(), "PENDING");
    });

    it("survives a client that leaves in the middle of its body", async () => {
      await sendBytes("POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nabc");
      assert.equal(atlas.requests[0]?.status, undefined);
      assert.equal(await state(), "PENDING");
    });

    it("responds with 500 if the server itself fails", async () => {
      sinon.stub(RunStore.prototype, "project").throws(new Error("unforeseen"));
      const { status, json } = await read(atlas.baseUrl + runPath());
      assert.deepEqual([status, json["errorCode"]], [500, "UNEXPECTED_ERROR"]);
    });
  });
});
