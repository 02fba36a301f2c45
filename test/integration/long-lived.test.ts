import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasError, getDataLakePipelineRun } from "../../provider/index.js";
import { RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/functions.js";

/** Most connections of clients without a read: one for each of these clients. */
const KEPT = 32;

describe("a process that lives long", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas();
  });

  afterEach(async () => {
    sinon.restore();
    await test.atlas.close();
  });

  const config = (
    n: number,
    kind: "accessToken" | "serviceAccount" = "accessToken",
  ): Record<string, string> => ({
    ...test.config(kind),
    // Another limit is another configuration, as another token is.
    "atlas-data-lake:retryTimeoutSeconds": String(10 + n / 1000),
  });
  const updateRun = (patch: object): void => {
    const { projectId, pipelineName, pipelineRunId } = RUN_ARGS;
    test.atlas.updateRun(projectId, pipelineName, pipelineRunId, patch);
  };
  const connections = async (): Promise<number> => {
    // The server sees the end of a connection a moment after the client.
    for (let looks = 0; looks < 100 && test.atlas.openConnections > KEPT; looks++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return test.atlas.openConnections;
  };

  it("keeps the connections of the last configurations only", async () => {
    for (let n = 0; n < 100; n++) {
      setConfig(config(n));
      await getDataLakePipelineRun(RUN_ARGS);
    }
    assert.equal(await connections(), KEPT);
    assert.equal(test.atlas.requests.length, 100);
  });

  it("revokes the token of a configuration that is no longer used", async () => {
    setConfig(config(0, "serviceAccount"));
    await getDataLakePipelineRun(RUN_ARGS);
    for (let n = 0; n < KEPT; n++) {
      setConfig(config(n));
      await getDataLakePipelineRun(RUN_ARGS);
    }
    assert.equal(await connections(), KEPT);
    assert.equal(test.atlas.requests.filter(({ kind }) => kind === "revoke").length, 1);
  });

  it("keeps the client of a wait, whatever else is read meanwhile", async () => {
    updateRun({ state: "IN_PROGRESS" });
    setConfig(config(0, "serviceAccount"));
    const wait = { timeoutSeconds: 60, pollIntervalSeconds: 1 };
    const waiting = getDataLakePipelineRun({ ...RUN_ARGS, expectedState: "DONE", wait });
    for (let n = 0; n <= 2 * KEPT; n++) {
      setConfig(config(n));
      await getDataLakePipelineRun(RUN_ARGS);
    }
    updateRun({ state: "DONE" });
    await waiting;
    const kinds = test.atlas.requests.map(({ kind }) => kind);
    assert.deepEqual([kinds.filter((kind) => kind === "token").length, kinds.includes("revoke")], [1, false]);
  });

  it("reads once an invalid proxy setting is repaired", async () => {
    const read = async (HTTPS_PROXY: string): Promise<unknown> => {
      sinon.stub(process.env, "HTTPS_PROXY").value(HTTPS_PROXY);
      const error = await rejection(getDataLakePipelineRun(RUN_ARGS));
      sinon.restore();
      assert.ok(error instanceof AtlasError);
      return error.code;
    };
    process.env["HTTPS_PROXY"] ??= "";
    // No server speaks TLS there: a read that gets so far has found its proxy setting valid.
    const baseUrl = test.atlas.baseUrl.replace("http:", "https:");
    setConfig({
      ...config(0),
      "mongodbatlas:baseUrl": baseUrl,
      "atlas-data-lake:retryTimeoutSeconds": "0.2",
    });
    assert.deepEqual([await read("http://bad host:x"), await read("")], ["INVALID_CONFIGURATION", "NETWORK"]);
  });
});
