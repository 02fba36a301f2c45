import assert from "node:assert/strict";
import sinon from "sinon";
import { createTransport } from "../../../../provider/atlas/http/transport.js";
import { ConfigurationError } from "../../../../provider/errors/index.js";

const options = { baseUrl: "https://atlas.test", requestTimeoutSeconds: 1, maxConcurrentReads: 1 };

describe("Transport.send", () => {
  it("rejects a POST with the reason of a signal that is aborted already, and throws nothing late", async () => {
    const reason = new Error("no longer");
    const request = { method: "POST", url: "https://atlas.test/", headers: {}, body: "a=b" } as const;
    await assert.rejects(createTransport(options).send(request, AbortSignal.abort(reason)), reason);
    // A late error would be uncaught, and fail this test.
    await new Promise(setImmediate);
  });
});

describe("Transport.close", () => {
  it("resolves while a request finds that the proxy setting is invalid", async () => {
    process.env["HTTPS_PROXY"] ??= "";
    sinon.stub(process.env, "HTTPS_PROXY").value("http://bad host:x");
    const transport = createTransport(options);
    const sent = transport.send({ method: "GET", url: "https://atlas.test/", headers: {} });
    await Promise.all([assert.rejects(sent, ConfigurationError), transport.close()]);
  });
});
