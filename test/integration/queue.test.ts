import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { getDataLakePipelineRun } from "../../provider/index.js";
import { RUN, RUN_ARGS, useTestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/functions.js";
import { hexId } from "../helpers/responses.js";

const read = (n: number): Promise<unknown> =>
  getDataLakePipelineRun({ ...RUN_ARGS, pipelineRunId: hexId(n) });
const reads = (count: number): Promise<unknown>[] => Array.from({ length: count }, (_, n) => read(n));
const runs = Array.from({ length: 400 }, (_, n) => ({ ...RUN, run: { ...RUN.run, _id: hexId(n) } }));

describe("reads in the queue", () => {
  const test = useTestAtlas({ runs });

  it("fail together after one deadline when there is no response", async () => {
    setConfig({
      ...test.config("accessToken"),
      "atlas-data-lake:maxConcurrentReads": "2",
      "atlas-data-lake:retryTimeoutSeconds": "1",
    });
    test.atlas.fail({ type: "hang" });
    const errors = await Promise.all(reads(30).map((failing) => rejection(failing)));
    const text = "timed out in the queue: no read succeeded (no complete response within 1 s), reading run ";
    assert.equal(errors.filter(({ message }) => message.includes(text)).length, 28);
    assert.equal(test.atlas.requests.length, 2);
  });
});

describe("reads against a rate limit", () => {
  const test = useTestAtlas({ runs, rateLimit: { capacity: 300, refill: 100, periodSeconds: 3 } });

  it("all succeed, few are refused, and one line at a time says how many are done", async () => {
    setConfig(test.config("accessToken"));
    const info = sinon.stub(pulumi.log, "info").resolves();
    await Promise.all(reads(400)).finally(() => {
      sinon.restore();
    });
    const refused = test.atlas.requests.filter(({ status }) => status === 429);
    assert.ok(refused.length <= 10, `${refused.length} responses are 429`);
    for (const [line] of info.args) {
      assert.match(line, /^rate limit of Atlas: 3\d\d of 400 reads done, next attempt in [23]\.\d s$/);
    }
    // A busy machine may take so long that no hold is left that is long enough for a line.
    assert.ok(info.callCount <= refused.length, `${info.callCount} lines`);
  });
});

describe("reads against the rate limit of the token endpoint", () => {
  const test = useTestAtlas({ runs, tokenRateLimit: { capacity: 1, refill: 1, periodSeconds: 2 } });

  it("wait for one token together", async () => {
    setConfig(test.config("serviceAccount"));
    await read(0);
    // Another configuration has a client of its own, as another process has.
    setConfig({ ...test.config("serviceAccount"), "atlas-data-lake:retryTimeoutSeconds": "60" });
    await Promise.all(reads(50));
    const tokens = test.atlas.requests.filter(({ kind }) => kind === "token");
    assert.ok(tokens.length <= 5, `${tokens.length} token requests`);
  });
});
