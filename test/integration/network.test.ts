import assert from "node:assert/strict";
import { getDataLakePipelineRun } from "../../provider/index.js";
import { RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/loopback.js";

describe("concurrent reads", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas();
  });

  afterEach(() => test.atlas.close());

  it("end at their deadline when the token endpoint hangs", async () => {
    setConfig({ ...test.config("serviceAccount"), "atlas-data-lake:retryTimeoutSeconds": "1" });
    test.atlas.fail({ type: "hang" }, { kind: "token" });
    const failed = (): Promise<Record<string, unknown>> => rejection(getDataLakePipelineRun(RUN_ARGS));
    const codes = await Promise.all([failed(), failed()]);
    assert.deepEqual(
      codes.map((error) => error["code"]),
      ["TIMEOUT", "TIMEOUT"],
    );
    assert.equal(test.atlas.requests.length, 1);
  });
});
