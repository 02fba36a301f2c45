import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasError, getDataLakePipelineRun } from "../../provider/index.js";
import { RUN_ARGS, useTestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/functions.js";
import { jsonText } from "../helpers/wire/scripts.js";
import { startWire } from "../helpers/wire/wire.js";

describe("a process that lives long", () => {
  const test = useTestAtlas();

  const config = (
    n: number,
    kind: "accessToken" | "serviceAccount" = "accessToken",
  ): Record<string, string> => ({
    ...test.config(kind),
    // Another limit is another configuration, as another token is.
    "atlas-data-lake:retryTimeoutSeconds": String(10 + n / 1000),
  });
  const count = (kind: string): number => test.atlas.requests.filter((sent) => sent.kind === kind).length;

  it("closes the connection and revokes the token of a configuration that is no longer used", async () => {
    const timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    for (let n = 0; n < 10; n++) {
      setConfig(config(n, "serviceAccount"));
      await getDataLakePipelineRun(RUN_ARGS);
    }
    assert.deepEqual([count("api"), count("token"), count("revoke")], [10, 10, 0]);
    await timers.tickAsync(300_000);
    sinon.restore();
    // The server sees the end of a connection a moment after the client.
    for (let looks = 0; looks < 100 && test.atlas.openConnections > 0; looks++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual([test.atlas.openConnections, count("revoke")], [0, 10]);
  });

  it("redacts a token that it gets after the first one", async () => {
    const wire = await startWire(test.atlas.baseUrl);
    setConfig({ ...config(0, "serviceAccount"), "mongodbatlas:baseUrl": wire.baseUrl });
    await getDataLakePipelineRun(RUN_ARGS);
    const path = "/api/atlas/";
    wire.response((socket) => void socket.write(jsonText(401, {})), { path, times: 1 });
    wire.response(
      (socket, { headers }) => void socket.write(jsonText(400, { detail: headers["authorization"] })),
      {
        path,
      },
    );
    await assert.rejects(getDataLakePipelineRun(RUN_ARGS), { detail: "Bearer [redacted]" });
    assert.equal(count("token"), 2);
    await wire.close();
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
