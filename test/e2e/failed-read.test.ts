import assert from "node:assert/strict";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { DEPENDANT, dependantsInState as dependants } from "../helpers/engine/dependants.js";
import { EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";

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
  new Dependant("independent", "none", {}, version);
  exports.datasetName = run.datasetName;
  exports.version = version;
`;

/** The input and the version of a dependant. */
const VALUES = ["input", "version"] as const;
const FED = 13;
const WAIT = "wait: { timeoutSeconds: 1, pollIntervalSeconds: 1 }";
const GOES_ON = ["up", "--yes", "--skip-preview", "--continue-on-error"] as const;

describe("a failed read with --continue-on-error", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let projects = 0;

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, patch);
  };
  const newProject = async (text: string): Promise<EngineProject> => {
    const project = new EngineProject(engine.pulumi, `failed-read-${String(projects++)}`, text);
    await project.configure(test.config("accessToken"));
    return project;
  };

  /** Ways in which a read fails: what it takes, and what the engine says. */
  const FAILURES: readonly (readonly [string, () => void, RegExp])[] = [
    [
      "a wrong state",
      () => {
        found({ state: "FAILED" });
      },
      /FAILED .*, expected DONE/,
    ],
    [
      "404",
      () => {
        test.atlas.removeRun(RUN.projectId, RUN.pipelineName, RUN.run._id);
      },
      /404 from Atlas/,
    ],
    [
      "401",
      () => {
        test.atlas.fail({ type: "status", status: 401 });
      },
      /401 from Atlas/,
    ],
  ];

  /** Runs `up`, which has to fail for the run and to go on. */
  async function failed(project: EngineProject, why: RegExp, env?: NodeJS.ProcessEnv): Promise<PulumiResult> {
    const args = env === undefined ? GOES_ON : ["up", "--yes"];
    const result = await project.cli(args, env ? { env } : {});
    assert.notEqual(result.exitCode, 0, result.stdout);
    const lines = errorLines(result);
    assert.ok(
      lines.some(({ under, line }) => under.includes("DataLakePipelineRun (nightly)") && why.test(line)),
      result.stdout,
    );
    const notRead = lines.filter(({ line }) => line.includes('DataLakePipelineRun "nightly" was not read'));
    assert.equal(notRead.length, 1, result.stdout);
    return result;
  }

  /** Lets each failure happen, with and without a wait, and the run be read again after it. */
  async function inEachCase(
    project: EngineProject,
    check: (version: string, what: string) => Promise<void>,
  ): Promise<void> {
    let version = 1;
    for (const wait of ["", WAIT]) {
      for (const [name, fail, why] of FAILURES) {
        version += 1;
        fail();
        project.program(program(`expectedState: "DONE", ${wait}`, String(version)));
        await failed(project, why);
        await check(String(version), `${name} ${wait}`);
        test.atlas.setRun({ ...RUN, run: { ...RUN.run, state: "DONE" } });
        test.atlas.clearFaults();
      }
    }
  }

  it("updates nothing that the run feeds, and no output of the stack", async () => {
    const project = await newProject(program(`expectedState: "DONE"`, "1"));
    found({ state: "DONE" });
    await project.up();
    const before = await dependants(project, VALUES);
    assert.equal(Object.keys(before).length, FED + 1);
    const outputs = await project.outputs();
    await inEachCase(project, async (version, what) => {
      assert.deepEqual(
        await dependants(project, VALUES),
        { ...before, independent: ["none", version] },
        what,
      );
      assert.deepEqual(await project.outputs(), outputs, what);
    });
  });

  it("creates nothing that the run feeds", async () => {
    const project = await newProject("");
    await inEachCase(project, async (version, what) => {
      assert.deepEqual(await dependants(project, VALUES), { independent: ["none", version] }, what);
      assert.deepEqual(await project.outputs(), {}, what);
    });
  });

  it("creates nothing that the run feeds where up waits in vain after a good preview", async () => {
    const project = await newProject(program(`expectedState: "DONE", ${WAIT}`, "1"));
    found({ state: "IN_PROGRESS" });
    await failed(project, /after waiting 1 s/, { PULUMI_CONTINUE_ON_ERROR: "true" });
    assert.deepEqual(await dependants(project, VALUES), { independent: ["none", "1"] });
  });

  it("is one line where the program exports the run's outputs and nothing else", async () => {
    const project = await newProject(
      `const run = new atlas.DataLakePipelineRun("nightly", { ...${JSON.stringify(RUN_ARGS)}, expectedState: "DONE" });
       exports.a = run.datasetName; exports.b = run.stats; exports.c = run;`,
    );
    const { stdout } = await failed(project, /expected DONE/);
    assert.doesNotMatch(stdout, /PromiseRejectionHandledWarning|promise leak/i);
  });
});
