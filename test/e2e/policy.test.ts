import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { EngineProject } from "../../tools/engine/project.js";
import { ROOT } from "../../tools/root.js";
import { useEngine } from "../helpers/use-engine.js";

const PACK = ["--policy-pack", join(ROOT, "examples", "policy")] as const;
const ARGS = JSON.stringify(RUN_ARGS).slice(1, -1);
const NAME = `Data Lake Pipeline run ${RUN.run._id} of pipeline "nightly" in project ${RUN.projectId}`;
const RESOURCE = `new atlas.DataLakePipelineRun("nightly", { ${ARGS} })`;
const EXPORTED = `exports.run = ${RESOURCE};`;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const GOOD = { state: "DONE", createdDate: inDays(-1), scheduledDeletionDate: inDays(40) };

describe("the example policy pack on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let project: EngineProject;
  let projects = 0;

  beforeEach(async () => {
    project = new EngineProject(engine.pulumi, `policy-${String(projects++)}`, EXPORTED);
    await project.configure(test.config("accessToken"));
    found({});
  });

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, { ...GOOD, ...patch });
  };
  const preview = (...more: readonly string[]): Promise<PulumiResult> =>
    project.cli(["preview", ...PACK, ...more]);

  function assertPassed({ exitCode, stdout, stderr }: PulumiResult): void {
    assert.equal(exitCode, 0, stdout + stderr);
    assert.match(stdout, /✅ atlas-data-lake@v1\.0\.0/);
    assert.doesNotMatch(stdout, /\[(mandatory|advisory)\]/);
  }

  /** The command failed for just these policies, and each message is shown as a line of its own. */
  function assertDenied(
    { exitCode, stdout }: PulumiResult,
    violations: Record<string, string | RegExp>,
  ): void {
    assert.notEqual(exitCode, 0, stdout);
    const denied = [...stdout.matchAll(/\[mandatory\] +(\S+) /g)].map(([, policy]) => policy);
    assert.deepEqual(denied.sort(), Object.keys(violations).sort(), stdout);
    const lines = stdout.split("\n").map((line) => line.trim());
    for (const expected of Object.values(violations)) {
      const matches = (line: string): boolean =>
        typeof expected === "string" ? line === expected : expected.test(line);
      assert.ok(lines.some(matches), `${String(expected)} is not in\n${stdout}`);
    }
  }

  it("passes a young run that is DONE", async () => {
    assertPassed(await preview());
  });

  it("denies a run that is PENDING, in preview and in up", async () => {
    found({ state: "PENDING" });
    const violations = {
      "run-state": `${NAME} is PENDING, and only DONE is allowed: wait for it, or use a run that is DONE`,
    };
    assertDenied(await preview(), violations);
    assertDenied(await project.cli(["up", "--yes", "--skip-preview", ...PACK]), violations);
  });

  it("denies an old dataset and one about to be deleted, each by a policy of its own", async () => {
    found({ createdDate: inDays(-31), scheduledDeletionDate: inDays(1) });
    assertDenied(await preview(), {
      "dataset-age":
        /^Data Lake Pipeline run .* was created at .*, 31\.1 days ago, and at most 30 days are allowed: /,
      "dataset-deletion":
        /^the dataset of Data Lake .* is to be deleted at .*, in 0\.9 days, and at least 2 days must be left: /,
    });
  });

  it("takes the limits from --policy-pack-config", async () => {
    found({ createdDate: inDays(-31), scheduledDeletionDate: inDays(1), state: "PENDING" });
    const file = join(project.folder, "policy-config.json");
    const configured = (config: object): Promise<PulumiResult> => {
      writeFileSync(file, JSON.stringify(config));
      return preview("--policy-pack-config", file);
    };
    const more = { "dataset-age": { maxAgeDays: 32 }, "dataset-deletion": { minDaysLeft: 0.5 } };
    assertPassed(await configured({ ...more, "run-state": "disabled" }));
    assertDenied(await configured(more), { "run-state": /is PENDING, and only DONE is allowed/ });
    const bad = await configured({ "dataset-age": { maxAgeDays: "many" } });
    assert.notEqual(bad.exitCode, 0);
    assert.match(bad.stdout + bad.stderr, /maxAgeDays/);
  });

  it("denies what a function has read, and looks at the new state of the run, not at that in the stack", async () => {
    project.program(`exports.result = atlas.getDataLakePipelineRunOutput({ ${ARGS} });`);
    await project.up();
    assertPassed(await preview());
    found({ state: "DATASET_DELETED" });
    assertDenied(await preview(), {
      "run-state": `${NAME} is DATASET_DELETED, and only DONE is allowed: use a run that is DONE`,
    });
  });

  it("checks the other runs in a preview that does not know one of them yet", async () => {
    project.program(`
      class Named extends pulumi.dynamic.Resource {
        constructor(name) {
          super({ create: async () => ({ id: "1", outs: { pipelineName: "nightly" } }) }, name, { pipelineName: undefined });
        }
      }
      exports.later = new atlas.DataLakePipelineRun("later", { ${ARGS}, pipelineName: new Named("named").pipelineName });
      exports.run = pulumi.output(process.env.WITH_RUN === "1" ? ${RESOURCE} : "none");`);
    assertPassed(await preview());
    found({ state: "FAILED" });
    const both = await project.cli(["preview", ...PACK], { env: { WITH_RUN: "1" } });
    assertDenied(both, { "run-state": /is FAILED, and only DONE is allowed/ });
  });

  it("sees a run that is not exported in the state only, by policy analyze", async () => {
    found({ state: "FAILED" });
    project.program(`${RESOURCE};`);
    assertPassed(await preview());
    await project.up();
    const analyzed = await project.cli(["policy", "analyze", ...PACK]);
    assertDenied(analyzed, { "run-state": /is FAILED, and only DONE is allowed/ });
  });

  context("when a policy pack cannot start", () => {
    /** A pack of this code, in a folder where the SDK is found, or not. */
    async function failed(name: string, folder: string, code: string): Promise<string> {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
      writeFileSync(
        join(folder, "package.json"),
        JSON.stringify({ name, version: "1.0.0", main: "index.js" }),
      );
      writeFileSync(join(folder, "index.js"), code);
      const { exitCode, stdout, stderr } = await project.cli(["preview", "--policy-pack", folder]);
      assert.notEqual(exitCode, 0);
      return stdout + stderr;
    }

    it("says that the SDK is not installed there", async () => {
      const folder = join(engine.pulumi.folder, "bare-pack");
      const output = await failed("bare-pack", folder, "");
      assert.ok(output.includes(`the Pulumi SDK is not installed in ${folder}`), output);
    });

    it("shows what its code throws", async () => {
      const folder = join(project.folder, "broken-pack");
      assert.match(await failed("broken-pack", folder, 'throw new Error("out of order");'), /out of order/);
    });
  });
});
