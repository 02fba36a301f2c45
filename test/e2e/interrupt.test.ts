import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { processesIn } from "../helpers/engine/processes.js";
import { UP, useProjects } from "../helpers/engine/use-projects.js";

/** Runs that are told from each other: one that a resource waits for, and one that a resource and a function read. */
const [WAITS, HANGS] = ["a".repeat(24), "b".repeat(24)];
const argsOf = (pipelineRunId: string, more = {}): string =>
  JSON.stringify({ ...RUN_ARGS, pipelineRunId, ...more });
const PROGRAM = `
  exports.waits = new atlas.DataLakePipelineRun("waits", ${argsOf(WAITS, { wait: { pollIntervalSeconds: 1 } })}).state;
  exports.resource = new atlas.DataLakePipelineRun("hangs", ${argsOf(HANGS)}).state;
  exports.function = atlas.getDataLakePipelineRunOutput(${argsOf(HANGS)}).state;
`;

describe("Ctrl-C while Atlas does not respond, and while a read waits", function () {
  const test = useProjects("interrupt", { maxLiveTokens: 2 });

  it("ends up, and leaves no process, no token of the provider, no request and no lock", async () => {
    test.add(WAITS, HANGS);
    test.atlas.fail({ type: "hang" }, { path: new RegExp(HANGS) });
    const project = test.project(PROGRAM);
    const config = test.config("serviceAccount");
    const account = String(config["mongodbatlas:clientId"]);
    project.configure(config);
    const readsOf = (id: string): number =>
      test.atlas.requests.filter(({ path }) => path.endsWith(id)).length;

    const controller = new AbortController();
    let at = NaN;
    const timer = setInterval(() => {
      if (controller.signal.aborted || readsOf(HANGS) < 2 || readsOf(WAITS) < 2) return;
      at = Date.now();
      controller.abort();
    }, 20);
    const result = await project.cli(UP, { signal: controller.signal }).finally(() => {
      clearInterval(timer);
    });
    // By itself a read ends after 30 s, the limit of one request, and the wait after 30 min.
    assert.ok(Date.now() - at < 15_000, `${Date.now() - at} ms`);
    assert.notEqual(result.exitCode, 0, result.stdout);
    assert.match(result.stdout, /cancelled while reading run nightly\/\w+ in project \w+ \[CANCELLED\]/);
    assert.equal(readsOf(HANGS), 2);
    assert.deepEqual(processesIn(project.folder), []);
    // The program's token may stay: nothing listens for signals in the program.
    assert.ok(test.atlas.liveTokens(account) <= 1, "the provider's token is not revoked");
    test.atlas.expireTokens();
    const { length } = test.atlas.requests;
    await delay(1500);
    assert.equal(test.atlas.requests.length, length, "still sending requests");
    test.atlas.clearFaults();
    test.found({ state: "DONE" }, WAITS);
    await project.up();
    assert.equal(test.atlas.liveTokens(account), 0);
  });
});
