import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { RUN_ARGS, startTestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { processesIn } from "../helpers/engine/processes.js";
import { EngineProject } from "../../tools/engine/project.js";

const PROGRAM = `
  exports.state = new atlas.DataLakePipelineRun("nightly", {
    ...${JSON.stringify(RUN_ARGS)}, wait: { timeoutSeconds: 600, pollIntervalSeconds: 1 },
  }).state;
`;

/** Far above the time in which a provider notices that its engine is gone, and far below the wait. Milliseconds. */
const PATIENCE = 30_000;

/** The engine's provider processes that work in a folder. */
function providersIn(folder: string): readonly string[] {
  return processesIn(folder).filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").includes("dynamic-provider");
    } catch {
      return false;
    }
  });
}

/** The signal for the engine, and one for the provider before it, by the name of the project. */
const ENDS: Readonly<Record<string, readonly [engine: NodeJS.Signals, provider?: NodeJS.Signals]>> = {
  "engine-killed": ["SIGKILL"],
  "terminal-closed": ["SIGHUP"],
  "provider-hangup": ["SIGINT", "SIGHUP"],
  "provider-terminated": ["SIGINT", "SIGTERM"],
};

describe("a provider that waits", function () {
  const engine = useEngine();

  /** Starts an `up` that waits, ends it once the run has been polled, and returns when the provider is gone. */
  async function endsAfter(name: string, kill: NodeJS.Signals, before?: NodeJS.Signals): Promise<void> {
    const test = await startTestAtlas();
    const project = new EngineProject(engine.pulumi, `orphan-${name}`, PROGRAM);
    const config = test.config("serviceAccount");
    const account = String(config["mongodbatlas:clientId"]);
    project.configure(config);
    const controller = new AbortController();
    const timer = setInterval(() => {
      const [provider] = providersIn(project.folder);
      if (provider === undefined || test.atlas.requests.length < 3 || controller.signal.aborted) return;
      if (before !== undefined) process.kill(Number(provider), before);
      controller.abort();
    }, 50);
    const options = { signal: controller.signal, kill };
    await project.cli(["up", "--yes", "--skip-preview"], options).finally(() => {
      clearInterval(timer);
    });
    const deadline = Date.now() + PATIENCE;
    while (test.atlas.liveTokens(account) > 0 || providersIn(project.folder).length > 0) {
      const [tokens, providers] = [test.atlas.liveTokens(account), providersIn(project.folder).length];
      assert.ok(Date.now() < deadline, `${name}: ${String(tokens)} tokens, ${String(providers)} providers`);
      await delay(100);
    }
    const { length } = test.atlas.requests;
    await delay(1_500);
    assert.equal(test.atlas.requests.length, length, `${name}: still polling`);
    await test.atlas.close();
  }

  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  // Side by side: each takes seconds, in which it mostly waits.
  it("ends and revokes its token when the engine is killed, the terminal is closed, or a signal ends it", async () => {
    await Promise.all(Object.entries(ENDS).map(([name, signals]) => endsAfter(name, ...signals)));
  });
});
