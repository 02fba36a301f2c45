import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { processesIn } from "../helpers/engine/processes.js";
import { EngineProject } from "../../tools/engine/project.js";
import { useEngine } from "../helpers/use-engine.js";

/** Two runs, so that the resource's read and the function's can be told from each other. */
const OTHER = { ...RUN, run: { ...RUN.run, _id: "a".repeat(24) } };
const PROGRAM = `
  exports.resource = new atlas.DataLakePipelineRun("nightly", ${JSON.stringify(RUN_ARGS)}).state;
  exports.function = atlas.getDataLakePipelineRunOutput(
    ${JSON.stringify({ ...RUN_ARGS, pipelineRunId: OTHER.run._id })}).state;
`;

describe("Ctrl-C while Atlas does not respond", function () {
  let test: TestAtlas;
  let project: EngineProject;
  let account: string;
  useEngine(async (pulumi) => {
    test = await startTestAtlas({ maxLiveTokens: 2 });
    test.atlas.setRun(OTHER);
    project = new EngineProject(pulumi, "interrupt", PROGRAM);
    const config = test.config("serviceAccount");
    account = String(config["mongodbatlas:clientId"]);
    project.configure(config);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  const reads = (): number => test.atlas.requests.filter(({ kind }) => kind === "api").length;

  /** Runs a command, interrupts it when both reads are under way, and tells how long it lasted then. */
  async function interrupted(args: readonly string[]): Promise<PulumiResult & { lasted: number }> {
    const controller = new AbortController();
    let at = NaN;
    const timer = setInterval(() => {
      if (controller.signal.aborted || reads() < 2) return;
      at = Date.now();
      controller.abort();
    }, 20);
    const result = await project.cli(args, { signal: controller.signal }).finally(() => {
      clearInterval(timer);
    });
    return { ...result, lasted: Date.now() - at };
  }

  it("ends up, and leaves no process, no token of the provider, no request and no lock", async () => {
    test.atlas.fail({ type: "hang" });
    const result = await interrupted(["up", "--yes", "--skip-preview"]);
    // By itself a read ends after 30 s, the limit of one request.
    assert.ok(result.lasted < 15_000, `${result.lasted} ms`);
    assert.notEqual(result.exitCode, 0, result.stdout);
    assert.equal(reads(), 2);
    assert.deepEqual(processesIn(project.folder), []);
    // The program's token may stay: nothing listens for signals in the program.
    assert.ok(test.atlas.liveTokens(account) <= 1, "the provider's token is not revoked");
    test.atlas.expireTokens();
    const { length } = test.atlas.requests;
    await delay(1000);
    assert.equal(test.atlas.requests.length, length, "still sending requests");
    test.atlas.clearFaults();
    await project.up();
    assert.equal(test.atlas.liveTokens(account), 0);
  });
});
