import assert from "node:assert/strict";
import * as atlas from "pulumi-atlas-data-lake";
import { checkFails, Dependant, dependantsInState, Later, urnOf } from "../helpers/engine/dependants.js";
import { type InlineProgram } from "../helpers/engine/inline-project.js";
import { failed, UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";

const { datasetName } = RUN.run;

/** Feeds a resource with a run, beside another resource that has nothing to do with it. */
const fed =
  (more: Partial<atlas.DataLakePipelineRunArgs>): InlineProgram =>
  () => {
    const run = new atlas.DataLakePipelineRun("nightly", { ...RUN_ARGS, ...more });
    new Dependant("dependant", run.datasetName);
    new Dependant("free", "as before");
    return Promise.resolve({ state: run.state });
  };
const MADE = { dependant: datasetName, free: "as before" };

describe("options of the engine's commands", function () {
  const test = useProjects("options-cli");

  /** How many requests a command makes. */
  async function requestsOf(command: Promise<unknown>): Promise<number> {
    test.atlas.clearRequests();
    await command;
    return test.atlas.requests.length;
  }

  it("read and check the run, whichever resources are the targets; --continue-on-error stops in its preview", async () => {
    const project = test.inline(fed({ expectedState: "DONE" }));
    await checkFails(project, ["up", "--yes", "--continue-on-error"]);
    assert.deepEqual(dependantsInState(project), {});
    test.found({ state: "DONE" });
    await project.up();
    test.found({ state: "FAILED" });
    const [run, dependant, free] = ["nightly", "dependant", "free"].map((name) => urnOf(project, name));
    for (const options of [
      `--target ${free} --target-replace ${run} --target-dependents --parallel 1 --expect-no-changes`,
      `--exclude ${run} --exclude-dependents --target-replace ${dependant}`,
    ]) {
      const command = checkFails(project, ["preview", ...options.split(" ")]);
      assert.equal(await requestsOf(command), 1, options);
    }
    // First as a refresh does, which takes every state, then as the program asks.
    assert.equal(await requestsOf(checkFails(project, [...UP, "--refresh"])), 2);
    assert.deepEqual(dependantsInState(project), MADE);

    test.found({ state: "DONE" });
    const preview = await project.succeed(["preview", "--replace", String(run), "--expect-no-changes"]);
    assert.doesNotMatch(preview, /replace/);
  });

  it("import no run, and apply nothing to an output that is not known yet, with PULUMI_ENABLE_LEGACY_APPLY", async () => {
    let applied = 0;
    const project = test.inline(() => {
      const pipelineRunId = new Later("later", RUN_ARGS.pipelineRunId).value;
      const { state } = new atlas.DataLakePipelineRun("nightly", {
        ...RUN_ARGS,
        pipelineRunId,
        expectedState: "DONE",
      });
      return Promise.resolve({ state: state.apply((known) => (applied++, known)) });
    });
    const id = `${RUN.projectId}/${RUN.pipelineName}/${RUN.run._id}`;
    const type = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";
    await failed(project, ["import", "--yes", type, "nightly", id]);
    assert.deepEqual(project.runsInState(), []);

    const preview = await project.preview({ PULUMI_ENABLE_LEGACY_APPLY: "true" });
    assert.match(preview, /state: \[unknown\]/);
    assert.equal(applied, 0);
    assert.equal(test.atlas.requests.length, 0);
  });

  it("wait in up for a run that a preview with --save-plan has planned with, and check it once more", async () => {
    const plan = ["--plan", "plan.json"] as const;
    const wait = fed({ wait: { pollIntervalSeconds: 1 } });
    const project = test.inline(() => wait().then(() => undefined));
    await project.succeed(["preview", "--save-plan", "plan.json"]);
    test.found({ state: "DONE" });
    await project.succeed([...UP, ...plan]);
    assert.deepEqual(dependantsInState(project), MADE);

    test.found({ state: "FAILED" });
    await checkFails(project, [...UP, ...plan]);
    await failed(project, ["preview", "--save-plan", "none.json"]);
    assert.throws(() => project.read("none.json"), /ENOENT/);
  });

  it("fail up with --plan once all is made, if the stack has an output that has changed since", async () => {
    const project = test.inline(fed({ expectedState: ["PENDING", "DONE"] }));
    await project.succeed(["preview", "--save-plan", "plan.json"]);
    test.found({ state: "DONE" });
    await failed(project, [...UP, "--plan", "plan.json"]);
    assert.deepEqual(dependantsInState(project), MADE);
  });
});
