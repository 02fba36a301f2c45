import assert from "node:assert/strict";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { DEPENDANT, dependantsInState as dependants } from "../helpers/engine/dependants.js";
import { type EngineProject } from "../../tools/engine/project.js";
import { errorLines, UP, useProjects } from "../helpers/engine/use-projects.js";

/** Feeds a resource with each kind of output; `version` changes what each of them would be updated to. */
const program = (args: string, version: string): string => `
  ${DEPENDANT}
  const version = "${version}";
  const run = new atlas.DataLakePipelineRun("nightly", { ...${JSON.stringify(RUN_ARGS)}, ${args} });
  const values = {
    id: run.id, projectId: run.projectId, snapshotId: run.snapshotId, datasetName: run.datasetName, state: run.state,
    nested: run.stats.bytesExported, applied: run.phase.apply((phase) => "in " + phase),
    all: pulumi.all([run.pipelineId, run.createdDate]).apply((both) => both.join()),
    text: pulumi.interpolate\`dataset \${run.datasetName}\`, required: run.require("datasetName"),
  };
  for (const [name, value] of Object.entries(values)) new Dependant(name, value, {}, version);
  const component = new pulumi.ComponentResource("test:index:Component", "component");
  new Dependant("child", run.datasetName, { parent: component }, version);
  const again = atlas.DataLakePipelineRun.get("again", run.id);
  new Dependant("again", again.datasetName, {}, version);
  new Dependant("after", "none", { dependsOn: run }, version);
  new Dependant("under", "none", { parent: run }, version);
  new Dependant("independent", "none", {}, version);
  exports.datasetName = run.datasetName;
  exports.version = version;
`;

/** The input and the version of a dependant. */
const VALUES = ["input", "version"] as const;
const FED = 14;
const CHECK = `expectedState: "DONE"`;

describe("a failed read with --continue-on-error", function () {
  const test = useProjects("failed-read");

  /** Runs `up`, which has to fail for the run and to go on. */
  async function failed(
    project: EngineProject,
    why: RegExp,
    args: readonly string[] = [...UP, "--continue-on-error"],
    env: NodeJS.ProcessEnv = {},
  ): Promise<PulumiResult> {
    const result = await project.cli(args, { env });
    assert.notEqual(result.exitCode, 0, result.stdout);
    const lines = errorLines(result);
    assert.ok(
      lines.some(({ under, line }) => under.includes("DataLakePipelineRun (nightly)") && why.test(line)),
      result.stdout,
    );
    const notRead = lines.filter(({ line }) => line.includes('DataLakePipelineRun "nightly" was not read'));
    assert.equal(notRead.length, 1, result.stdout);
    assert.doesNotMatch(result.stdout, /no state/);
    return result;
  }

  it("updates nothing that the run feeds, and no output of the stack", async () => {
    const project = test.project(program(CHECK, "1"));
    test.found({ state: "DONE" });
    await project.up();
    const before = dependants(project, VALUES);
    assert.equal(Object.keys(before).length, FED + 1);
    const outputs = project.outputs();
    test.found({ state: "FAILED" });
    project.program(program(CHECK, "2"));
    await failed(project, /FAILED .*, expected DONE/);
    assert.deepEqual(dependants(project, VALUES), { ...before, independent: ["none", "2"] });
    assert.deepEqual(project.outputs(), outputs);
    const destroy = ["destroy", "--yes", "--skip-preview", "--run-program", "--continue-on-error"];
    await failed(project, /FAILED/, destroy);
    assert.equal(Object.keys(dependants(project)).length, FED + 1);
  });

  it("creates nothing that the run feeds, also where up waits in vain after a good preview", async () => {
    const project = test.project(program(CHECK, "1"));
    test.atlas.fail({ type: "status", status: 401 });
    await failed(project, /401 from Atlas/);
    test.atlas.clearFaults();
    assert.deepEqual(dependants(project, VALUES), { independent: ["none", "1"] });
    assert.deepEqual(project.outputs(), {});

    project.program(program(`${CHECK}, wait: { timeoutSeconds: 1, pollIntervalSeconds: 1 }`, "2"));
    test.found({ state: "IN_PROGRESS" });
    await failed(project, /after waiting 1 s/, ["up", "--yes"], { PULUMI_CONTINUE_ON_ERROR: "true" });
    assert.deepEqual(dependants(project, VALUES), { independent: ["none", "2"] });
  });

  it("is one line where the program exports the run's outputs and nothing else", async () => {
    const project = test.project(
      `const run = new atlas.DataLakePipelineRun("nightly", { ...${JSON.stringify(RUN_ARGS)}, ${CHECK} });
       exports.a = run.datasetName; exports.b = run.stats; exports.c = run;`,
    );
    const { stdout } = await failed(project, /expected DONE/);
    assert.doesNotMatch(stdout, /PromiseRejectionHandledWarning|promise leak/i);
  });
});
