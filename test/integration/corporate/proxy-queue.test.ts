import assert from "node:assert/strict";
import { getDataLakePipelineRun, getDataLakePipelineRuns } from "../../../provider/index.js";
import sinon from "sinon";
import { rejection, setConfig } from "../../helpers/loopback.js";
import { RUN_ARGS } from "../../helpers/corporate/company.js";
import { ConnectProxy } from "../../helpers/corporate/connect-proxy.js";

describe("a queued read after one that was aborted", () => {
  let proxy: ConnectProxy;

  beforeEach(async () => {
    proxy = await ConnectProxy.start({ targets: {} });
  });

  afterEach(async () => {
    sinon.restore();
    await proxy.close();
  });

  it("sends CONNECT at once, though the proxy has not responded to the first", async () => {
    sinon.stub(process, "env").value({ HTTPS_PROXY: proxy.url() });
    setConfig({
      "mongodbatlas:baseUrl": "https://cloud.atlas.test",
      "mongodbatlas:accessToken": "token-of-the-test",
      "atlas-data-lake:maxConcurrentReads": "1",
      "atlas-data-lake:requestTimeoutSeconds": "20",
    });
    proxy.refuse({ type: "hang" }, { type: "response", text: "HTTP/1.1 403 Forbidden\r\n\r\n" });
    const controller = new AbortController();
    const first = rejection(getDataLakePipelineRun(RUN_ARGS, { signal: controller.signal }));
    const { projectId, pipelineName } = RUN_ARGS;
    const second = rejection(getDataLakePipelineRuns({ projectId, pipelineName }));
    for (let attempts = 0; proxy.requests.length === 0 && attempts < 400; attempts++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    assert.equal((await first)["code"], "CANCELLED");
    const { message } = await second;
    assert.ok(message.includes(`the proxy ${proxy.name} refused the connection with 403 Forbidden`), message);
    assert.equal(proxy.requests.length, 2);
  });
});
