import assert from "node:assert/strict";
import { RUN } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { checkFails, declareRun, DEPENDANT, dependantsInState } from "../helpers/engine/dependants.js";
import { EngineProject } from "../../tools/engine/project.js";

const PROGRAM = `${DEPENDANT}${declareRun()}
  new Dependant("dependant", run.datasetName);`;
const REFRESH = ["refresh", "--yes", "--skip-preview"] as const;
const DESTROY = ["destroy", "--yes", "--skip-preview"] as const;
const RUN_PROGRAM = "--run-program";

describe("refresh and destroy on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let project: EngineProject;
  let projects = 0;

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, patch);
  };
  const gone = (): void => {
    test.atlas.removeRun(RUN.projectId, RUN.pipelineName, RUN.run._id);
  };

  /** Runs a command that has to succeed, and says how many requests it makes. */
  async function requestsOf(...args: readonly string[]): Promise<number> {
    test.atlas.clearRequests();
    await project.succeed(args);
    return test.atlas.requests.length;
  }

  async function statesInState(): Promise<readonly unknown[]> {
    return (await project.runsInState()).map(({ outputs }) => outputs["state"]);
  }

  beforeEach(async () => {
    project = new EngineProject(engine.pulumi, `run-program-${String(projects++)}`, PROGRAM);
    await project.configure(test.config("accessToken"));
    found({ state: "DONE" });
    await project.up();
  });

  it("need no run to be as expected, as long as they do not run the program", async () => {
    found({ state: "FAILED" });
    assert.equal(await requestsOf("destroy", "--preview-only"), 0);
    assert.equal(await requestsOf(...REFRESH), 1);
    assert.deepEqual(await statesInState(), ["FAILED"]);
    gone();
    // The run, and the list of its pipeline, which proves that it is gone.
    assert.equal(await requestsOf(...DESTROY, "--refresh"), 2);
    assert.deepEqual(await statesInState(), []);
    assert.deepEqual(await dependantsInState(project), {});
  });

  it("read a run that is as expected once when they run the program", async () => {
    assert.equal(await requestsOf(...REFRESH, RUN_PROGRAM), 1);
    assert.equal(await requestsOf("up", "--yes", "--skip-preview", "--refresh", RUN_PROGRAM), 1);
    assert.equal(await requestsOf(...DESTROY, RUN_PROGRAM), 1);
    assert.deepEqual(await statesInState(), []);
  });

  it("make the check as up does when they run the program, and then change nothing", async () => {
    found({ state: "FAILED" });
    await checkFails(project, [...REFRESH, RUN_PROGRAM]);
    await checkFails(project, [...DESTROY, RUN_PROGRAM]);
    gone();
    await checkFails(
      project,
      [...REFRESH, RUN_PROGRAM],
      /404 from Atlas: .*: DATA_LAKE_PIPELINE_RUN_NOT_FOUND /,
    );
    assert.deepEqual(await statesInState(), ["DONE"]);
    assert.deepEqual(await dependantsInState(project), { dependant: RUN.run.datasetName });
    await project.destroy();
    assert.deepEqual(await dependantsInState(project), {});
  });

  it("destroy nothing that depends on the run with --continue-on-error, and all of it without the program", async () => {
    found({ state: "FAILED" });
    await checkFails(project, [...DESTROY, RUN_PROGRAM, "--continue-on-error"]);
    assert.deepEqual(await dependantsInState(project), { dependant: RUN.run.datasetName });
    await project.succeed(DESTROY);
    assert.deepEqual(await dependantsInState(project), {});
  });

  // A refresh and a destroy that run the program read as up does: neither the program nor the provider is told which
  // command it is. The program can be told by its own environment.
  it("read no run that the program leaves out when it is told to", async () => {
    const text = PROGRAM.replace("const run =", "const run = process.env.TEARDOWN ? {} :");
    project.program(text);
    gone();
    await project.succeed([...DESTROY, RUN_PROGRAM], { TEARDOWN: "1" });
    assert.deepEqual(await dependantsInState(project), {});
    assert.deepEqual(await statesInState(), []);
  });
});
