import assert from "node:assert/strict";
import { AtlasNetworkError, getDataLakePipelineRun } from "pulumi-atlas-data-lake";
import { type Fault } from "pulumi-atlas-data-lake/testing";
import { RUN_ARGS, startTestAtlas, type TestAtlas } from "../support/local-atlas.js";
import { rejection, setConfig } from "./support.js";

describe("network failures", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas();
    configure({});
  });

  afterEach(() => test.atlas.close());

  const configure = (settings: Record<string, string>): void => {
    setConfig({ ...test.config("accessToken"), "atlas-data-lake:retryTimeoutSeconds": "1.5", ...settings });
  };
  const failed = (): Promise<Error & Record<string, unknown>> => rejection(getDataLakePipelineRun(RUN_ARGS));

  const BROKEN: readonly (readonly [string, Fault])[] = [
    ["a reset before the headers", { type: "reset" }],
    ["a reset in the body", { type: "reset", at: "midBody" }],
    ["a body shorter than its Content-Length", { type: "truncate" }],
    ["a chunked body without its end", { type: "truncate", framing: "chunked" }],
  ];
  for (const [name, fault] of BROKEN) {
    it(`tries again after ${name}`, async () => {
      test.atlas.fail(fault, { times: 1 });
      assert.equal((await getDataLakePipelineRun(RUN_ARGS)).state, "PENDING");
      assert.equal(test.atlas.requests.length, 2);
    });

    it(`reports ${name} that does not end`, async () => {
      test.atlas.fail(fault);
      const thrown = await failed();
      assert.ok(thrown instanceof AtlasNetworkError);
      assert.equal(thrown.code, "NETWORK");
      const { length } = test.atlas.requests;
      assert.ok(length >= 2 && length <= 4, `${length} requests`);
      assert.match(
        thrown.message,
        new RegExp(`no answer from ${test.atlas.baseUrl} in the last of ${length} tries`),
      );
    });
  }

  const SLOW: readonly (readonly [string, Fault])[] = [
    ["hangs before the headers", { type: "hang" }],
    ["hangs in the body", { type: "hang", at: "midBody" }],
    ["drips its body", { type: "drip", millisecondsPerByte: 100 }],
  ];
  for (const [name, fault] of SLOW) {
    it(`gives up on an answer that ${name} after requestTimeoutSeconds, and tries again`, async () => {
      configure({ "atlas-data-lake:requestTimeoutSeconds": "0.2" });
      test.atlas.fail(fault, { times: 1 });
      assert.equal((await getDataLakePipelineRun(RUN_ARGS)).state, "PENDING");
      assert.equal(test.atlas.requests.length, 2);
    });
  }

  it("says which limit an answer that never comes has reached", async () => {
    test.atlas.fail({ type: "hang" });
    configure({
      "atlas-data-lake:requestTimeoutSeconds": "0.2",
      "atlas-data-lake:retryTimeoutSeconds": "0.3",
    });
    const request = await failed();
    assert.match(
      request.message,
      /no complete answer within 0\.2 s\. To do: .*atlas-data-lake:requestTimeoutSeconds/,
    );
    configure({ "atlas-data-lake:retryTimeoutSeconds": "0.3" });
    const all = await failed();
    assert.match(
      all.message,
      /no complete answer within 0\.3 s\. To do: .*atlas-data-lake:retryTimeoutSeconds/,
    );
    assert.deepEqual([request["code"], all["code"]], ["TIMEOUT", "TIMEOUT"]);
  });

  it("reports a refused connection", async () => {
    await test.atlas.close();
    configure({ "atlas-data-lake:retryTimeoutSeconds": "0.2" });
    const thrown = await failed();
    assert.match(thrown.message, /connection refused \(ECONNREFUSED\)/);
  });

  it("reports a host that does not exist", async () => {
    configure({ "mongodbatlas:baseUrl": "https://atlas.invalid" });
    const thrown = await failed();
    assert.match(
      thrown.message,
      /no answer from https:\/\/atlas\.invalid.*: the host name (does not exist|could not be looked up)/,
    );
  });

  it("waits for no reader longer than its deadline when the token endpoint hangs", async () => {
    setConfig({ ...test.config("serviceAccount"), "atlas-data-lake:retryTimeoutSeconds": "0.3" });
    test.atlas.fail({ type: "hang" }, { kind: "token" });
    const codes = await Promise.all([failed(), failed()]);
    assert.deepEqual(
      codes.map((error) => error["code"]),
      ["TIMEOUT", "TIMEOUT"],
    );
    assert.equal(test.atlas.requests.length, 1);
  });
});
