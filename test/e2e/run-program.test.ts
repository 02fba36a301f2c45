import assert from "node:assert/strict";
import { type EngineProject } from "../../tools/engine/project.js";
import { RUN } from "../helpers/local-atlas.js";
import { checkFails, declareRun, DEPENDANT, dependantsInState } from "../helpers/engine/dependants.js";
import { UP, useProjects } from "../helpers/engine/use-projects.js";

const PROGRAM = `${DEPENDANT}${declareRun()}
  new Dependant("dependant", run.datasetName);`;
const REFRESH = ["refresh", "--yes", "--skip-preview"] as const;
const DESTROY = ["destroy", "--yes", "--skip-preview"] as const;
const RUN_PROGRAM = "--run-program";

describe("refresh and destroy on the engine", function () {
  const test = useProjects("run-program");
  let project: EngineProject;

  /** Runs a command that has to succeed, and says how many requests it makes. */
  async function requestsOf(...args: readonly string[]): Promise<number> {
    test.atlas.clearRequests();
    await project.succeed(args);
    return test.atlas.requests.length;
  }

  /** The states of the runs in the state, and the dependants there. */
  async function stored(): Promise<readonly unknown[]> {
    const states = (await project.runsInState()).map(({ outputs }) => outputs["state"]);
    return [states, await dependantsInState(project)];
  }

  beforeEach(async () => {
    project = await test.project(PROGRAM);
    test.found({ state: "DONE" });
    await project.up();
  });

  it("check the run as up does if they run the program, and change nothing then; without it they need no run", async () => {
    test.found({ state: "FAILED" });
    await checkFails(project, [...REFRESH, RUN_PROGRAM]);
    await checkFails(project, [...DESTROY, RUN_PROGRAM]);
    await checkFails(project, [...DESTROY, RUN_PROGRAM, "--continue-on-error"]);
    test.gone();
    const notFound = /404 from Atlas: .*: RESOURCE_NOT_FOUND /;
    await checkFails(project, [...REFRESH, RUN_PROGRAM], notFound);
    const dependants = { dependant: RUN.run.datasetName };
    assert.deepEqual(await stored(), [["DONE"], dependants]);

    test.atlas.setRun({ ...RUN, run: { ...RUN.run, state: "FAILED" } });
    assert.equal(await requestsOf("destroy", "--preview-only"), 0);
    assert.equal(await requestsOf(...REFRESH), 1);
    assert.deepEqual(await stored(), [["FAILED"], dependants]);
    test.gone();
    // The run, and the list of its pipeline, which proves that it is gone.
    assert.equal(await requestsOf(...DESTROY, "--refresh"), 2);
    assert.deepEqual(await stored(), [[], {}]);
  });

  it("read a run that is as expected once if they run the program", async () => {
    assert.equal(await requestsOf(...REFRESH, RUN_PROGRAM), 1);
    assert.equal(await requestsOf(...UP, "--refresh", RUN_PROGRAM), 1);
    assert.equal(await requestsOf(...DESTROY, RUN_PROGRAM), 1);
    assert.deepEqual(await stored(), [[], {}]);
  });

  // A refresh and a destroy that run the program read as up does: neither the program nor the provider is told which
  // command it is. The program can be told by its own environment.
  it("read no run that the program leaves out when it is told to", async () => {
    project.program(PROGRAM.replace("const run =", "const run = process.env.TEARDOWN ? {} :"));
    test.gone();
    await project.succeed([...DESTROY, RUN_PROGRAM], { TEARDOWN: "1" });
    assert.deepEqual(await stored(), [[], {}]);
  });
});
