import assert from "node:assert/strict";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { DEPENDANT, dependantsInState as dependants } from "../helpers/engine/dependants.js";
import { type EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";
import { UP, useProjects } from "../helpers/engine/use-projects.js";

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
const WAIT = "wait: { timeoutSeconds: 1, pollIntervalSeconds: 1 }";
const CHECK = `expectedState: "DONE"`;

describe("a failed read with --continue-on-error", function () {
  const test = useProjects("failed-read");

  /** Ways in which a read fails, and what the engine says. */
  const FAILURES: Readonly<Record<string, readonly [() => void, RegExp]>> = {
    "a wrong state": [
      () => {
        test.found({ state: "FAILED" });
      },
      /FAILED .*, expected DONE/,
    ],
    "status 404": [test.gone, /404 from Atlas/],
    "status 401": [
      () => {
        test.atlas.fail({ type: "status", status: 401 });
      },
      /401 from Atlas/,
    ],
  };

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

  /** Lets the read fail in these ways, and checks the stack after each. */
  async function failing(
    project: EngineProject,
    cases: readonly (readonly [what: string, args: string])[],
    check: (version: string, what: string) => void,
  ): Promise<void> {
    for (const [at, [what, args]] of cases.entries()) {
      const version = `after ${String(at)}`;
      const [fail, why] = FAILURES[what] ?? assert.fail(what);
      fail();
      project.program(program(args, version));
      await failed(project, why);
      check(version, what);
      test.atlas.setRun({ ...RUN, run: { ...RUN.run, state: "DONE" } });
      test.atlas.clearFaults();
    }
  }

  it("updates nothing that the run feeds, and no output of the stack", async () => {
    const project = test.project(program(CHECK, "1"));
    test.found({ state: "DONE" });
    await project.up();
    const before = dependants(project, VALUES);
    assert.equal(Object.keys(before).length, FED + 1);
    const outputs = project.outputs();
    const cases = [
      ["a wrong state", CHECK],
      ["status 404", WAIT],
    ] as const;
    await failing(project, cases, (version, what) => {
      const now = { ...before, independent: ["none", version] };
      assert.deepEqual(dependants(project, VALUES), now, what);
      assert.deepEqual(project.outputs(), outputs, what);
    });
    test.found({ state: "FAILED" });
    const destroy = ["destroy", "--yes", "--skip-preview", "--run-program", "--continue-on-error"];
    await failed(project, /404 from Atlas|FAILED/, destroy);
    assert.equal(Object.keys(dependants(project)).length, FED + 1);
  });

  it("creates nothing that the run feeds", async () => {
    const project = test.project("");
    const cases = [
      ["status 401", CHECK],
      ["a wrong state", WAIT],
    ] as const;
    await failing(project, cases, (version, what) => {
      assert.deepEqual(dependants(project, VALUES), { independent: ["none", version] }, what);
      assert.deepEqual(project.outputs(), {}, what);
    });
  });

  it("creates nothing that the run feeds where up waits in vain after a good preview", async () => {
    const project = test.project(program(`${CHECK}, ${WAIT}`, "1"));
    test.found({ state: "IN_PROGRESS" });
    await failed(project, /after waiting 1 s/, ["up", "--yes"], { PULUMI_CONTINUE_ON_ERROR: "true" });
    assert.deepEqual(dependants(project, VALUES), { independent: ["none", "1"] });
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
