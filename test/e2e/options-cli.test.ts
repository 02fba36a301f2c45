import assert from "node:assert/strict";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { checkFails, declareRun, DEPENDANT, dependantsInState, urnOf } from "../helpers/engine/dependants.js";
import { EngineProject } from "../../tools/engine/project.js";

const { datasetName } = RUN.run;
const UP = ["up", "--yes", "--skip-preview"] as const;
const PROGRAM = `${DEPENDANT}${declareRun()}
  new Dependant("dependant", run.datasetName);
  new Dependant("free", "as before");`;

describe("options of the engine's commands", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let projects = 0;

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, patch);
  };

  async function projectWith(program: string): Promise<EngineProject> {
    const project = new EngineProject(engine.pulumi, `options-cli-${String(projects++)}`, program);
    await project.configure(test.config("accessToken"));
    return project;
  }

  /** How many requests a command makes. */
  async function requestsOf(command: Promise<unknown>): Promise<number> {
    test.atlas.clearRequests();
    await command;
    return test.atlas.requests.length;
  }

  it("read and check the run, whichever resources are the targets", async () => {
    const project = await projectWith(PROGRAM);
    found({ state: "DONE" });
    await project.up();
    found({ state: "FAILED" });
    const [run, dependant, free] = ["nightly", "dependant", "free"].map((name) => urnOf(project, name));
    for (const options of [
      `--target ${free} --parallel 1 --expect-no-changes`,
      `--exclude ${run} --exclude-dependents --target-replace ${dependant}`,
      `--target-replace ${run} --target-dependents`,
    ]) {
      const command = checkFails(project, ["preview", ...options.split(" ")]);
      assert.equal(await requestsOf(command), 1, options);
    }
    // First as a refresh does, which takes every state, then as the program asks.
    assert.equal(await requestsOf(checkFails(project, [...UP, "--refresh"])), 2);
    assert.deepEqual(await dependantsInState(project), { dependant: datasetName, free: "as before" });

    found({ state: "DONE" });
    const preview = await project.succeed(["preview", "--replace", String(run), "--expect-no-changes"]);
    assert.doesNotMatch(preview, /replace/);
  });

  it("have no run imported, which is there to be read only", async () => {
    const project = await projectWith(PROGRAM);
    const id = `${RUN.projectId}/${RUN.pipelineName}/${RUN.run._id}`;
    const type = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";
    const { exitCode } = await project.cli(["import", "--yes", type, "nightly", id]);
    assert.notEqual(exitCode, 0);
    assert.equal(test.atlas.requests.length, 0);
    assert.deepEqual(await project.runsInState(), []);
  });

  it("apply nothing to an output that is not known yet, with PULUMI_ENABLE_LEGACY_APPLY", async () => {
    const { projectId, pipelineName, pipelineRunId } = RUN_ARGS;
    const project = await projectWith(`${DEPENDANT}
      const source = new Dependant("${pipelineRunId}");
      const args = { ...${JSON.stringify({ projectId, pipelineName })}, pipelineRunId: source.id };
      const run = new atlas.DataLakePipelineRun("nightly", { ...args, expectedState: "DONE" });
      exports.state = run.state.apply((state) => { console.log("applied"); return state; });`);
    const preview = await project.preview({ PULUMI_ENABLE_LEGACY_APPLY: "true" });
    assert.match(preview, /state: \[unknown\]/);
    assert.doesNotMatch(preview, /applied/);
    assert.equal(test.atlas.requests.length, 0);
  });

  context("--continue-on-error", () => {
    it("holds back what depends on a run that fails the check by its id, in a text or by an option", async () => {
      const project = await projectWith(`${DEPENDANT}${declareRun()}
        new Dependant("id", run.id);
        new Dependant("text", pulumi.interpolate\`dataset \${run.datasetName}\`);
        new Dependant("after", "made", { dependsOn: run });
        new Dependant("child", "made", { parent: run });
        new Dependant("free", "made");`);
      await checkFails(project, [...UP, "--continue-on-error"]);
      assert.deepEqual(await dependantsInState(project), { free: "made" });
    });

    it("stops in its preview when the check fails there", async () => {
      const project = await projectWith(PROGRAM);
      await checkFails(project, ["up", "--yes", "--continue-on-error"]);
      assert.deepEqual(await dependantsInState(project), {});
    });
  });

  context("--save-plan and --plan", () => {
    const plan = ["--plan", "plan.json"] as const;
    const savePlan = ["preview", "--save-plan", "plan.json"] as const;

    it("wait in up for a run that a preview has planned with, and check it once more", async () => {
      const project = await projectWith(`${DEPENDANT}${declareRun("wait: { pollIntervalSeconds: 1 }")}
        new Dependant("dependant", run.datasetName);`);
      await project.succeed(savePlan);
      found({ state: "DONE" });
      await project.succeed([...UP, ...plan]);
      assert.deepEqual(await dependantsInState(project), { dependant: datasetName });

      await project.succeed(savePlan);
      found({ state: "FAILED" });
      await checkFails(project, [...UP, ...plan]);
      const { exitCode } = await project.cli(["preview", "--save-plan", "none.json"]);
      assert.notEqual(exitCode, 0);
      assert.throws(() => project.read("none.json"), /ENOENT/);
    });

    it("fail once all is made, if the stack has an output that has changed since", async () => {
      const project = await projectWith(`${DEPENDANT}${declareRun(`expectedState: ["PENDING", "DONE"]`)}
        new Dependant("dependant", run.datasetName);
        exports.state = run.state;`);
      await project.succeed(savePlan);
      found({ state: "DONE" });
      const { exitCode } = await project.cli([...UP, ...plan]);
      assert.notEqual(exitCode, 0);
      assert.deepEqual(await dependantsInState(project), { dependant: datasetName });
    });
  });
});
