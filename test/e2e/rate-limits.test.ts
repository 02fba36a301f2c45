import assert from "node:assert/strict";
import { EngineProject } from "../../tools/engine/project.js";
import { RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";

/** Reads with a resource and a function, so that the provider and the program have a token each. */
const PROGRAM = `
  new atlas.DataLakePipelineRun("nightly", ${JSON.stringify(RUN_ARGS)});
  exports.state = atlas.getDataLakePipelineRunOutput(${JSON.stringify(RUN_ARGS)}).state;
`;

describe("updates against the limits of the token endpoint", () => {
  let test: TestAtlas;
  let project: EngineProject;
  useEngine(async (pulumi) => {
    test = await startTestAtlas({
      maxLiveTokens: 4,
      tokenRateLimit: { capacity: 4, refill: 4, periodSeconds: 10 },
    });
    project = new EngineProject(pulumi, "rate-limits", PROGRAM);
    project.configure(test.config("serviceAccount"));
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  it("succeed two times in a row, and leave no token", async () => {
    for (let n = 0; n < 2; n++) await project.succeed(["up", "--yes"]);
    const sent = (kind: string, status: number): number =>
      test.atlas.requests.filter((one) => one.kind === kind && one.status === status).length;
    // Two processes in each of two previews and two updates.
    assert.deepEqual([sent("token", 200), sent("revoke", 200), sent("token", 403)], [8, 8, 0]);
    assert.ok(sent("token", 429) <= 8, `${sent("token", 429)} refused`);
    assert.equal(test.atlas.liveTokens(String(test.config("serviceAccount")["mongodbatlas:clientId"])), 0);
  });
});
