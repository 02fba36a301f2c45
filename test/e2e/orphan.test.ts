import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
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

describe("a provider that waits", function () {
  const engine = useEngine();
  const test = useTestAtlas();

  /** Starts an `up` that waits, and calls back when it has polled twice. Returns when the provider is gone. */
  async function endsAfter(name: string, kill: (provider: number) => NodeJS.Signals): Promise<void> {
    const project = new EngineProject(engine.pulumi, `orphan-${name}`, PROGRAM);
    const config = test.config("serviceAccount");
    const account = String(config["mongodbatlas:clientId"]);
    await project.configure(config);
    const controller = new AbortController();
    const options: { signal: AbortSignal; kill?: NodeJS.Signals } = { signal: controller.signal };
    const timer = setInterval(() => {
      const [provider] = providersIn(project.folder);
      if (provider === undefined || test.atlas.requests.length < 3 || controller.signal.aborted) return;
      options.kill = kill(Number(provider));
      controller.abort();
    }, 50);
    await project.cli(["up", "--yes", "--skip-preview"], options).finally(() => {
      clearInterval(timer);
    });
    const deadline = Date.now() + PATIENCE;
    while (test.atlas.liveTokens(account) > 0 || providersIn(project.folder).length > 0) {
      assert.ok(
        Date.now() < deadline,
        `${test.atlas.liveTokens(account)} tokens, ${providersIn(project.folder).length} providers`,
      );
      await delay(100);
    }
    const { length } = test.atlas.requests;
    await delay(1_500);
    assert.equal(test.atlas.requests.length, length, "still polling");
  }

  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  it("ends and revokes its token when the engine is killed", async () => {
    await endsAfter("killed", () => "SIGKILL");
  });

  it("ends and revokes its token when the terminal is closed", async () => {
    await endsAfter("hangup", () => "SIGHUP");
  });

  for (const signal of ["SIGHUP", "SIGTERM"] as const) {
    it(`ends and revokes its token at ${signal}`, async () => {
      await endsAfter(signal.toLowerCase(), (provider) => {
        process.kill(provider, signal);
        return "SIGINT";
      });
    });
  }
});
