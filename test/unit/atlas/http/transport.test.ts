import assert from "node:assert/strict";
import sinon from "sinon";
import { createTransport } from "../../../../provider/atlas/http/transport.js";
import { ConfigurationError } from "../../../../provider/errors/index.js";

describe("Transport.close", () => {
  afterEach(() => {
    sinon.restore();
  });

  it("resolves while a request finds that the proxy setting is invalid", async () => {
    process.env["HTTPS_PROXY"] ??= "";
    sinon.stub(process.env, "HTTPS_PROXY").value("http://bad host:x");
    const options = { baseUrl: "https://atlas.test", requestTimeoutSeconds: 1, maxConcurrentReads: 1 };
    const transport = createTransport(options);
    const sent = transport.send({ method: "GET", url: "https://atlas.test/", headers: {} });
    await Promise.all([assert.rejects(sent, ConfigurationError), transport.close()]);
  });
});
