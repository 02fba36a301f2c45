import assert from "node:assert/strict";
import { DataLakePipelineRun } from "pulumi-atlas-data-lake";
import { checkFails, Dependant, dependantsInState } from "../helpers/engine/dependants.js";
import { type InlineProgram, type InlineProject } from "../helpers/engine/inline-project.js";
import { UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";

/** Feeds a resource with the run, unless the environment of the program says that it is torn down. */
const program: InlineProgram = () => {
  const torn = process.env["TEARDOWN"] !== undefined;
  const run = torn ? undefined : new DataLakePipelineRun("nightly", { ...RUN_ARGS, expectedState: "DONE" });
  new Dependant("dependant", run?.datasetName);
  return Promise.resolve(undefined);
};
const REFRESH = ["refresh", "--yes", "--skip-preview"] as const;
const DESTROY = ["destroy", "--yes", "--skip-preview"] as const;
const RUN_PROGRAM = "--run-program";

describe("refresh and destroy on the engine", function () {
  const test = useProjects("run-program");
  let project: InlineProject;

  /** Runs a command that has to succeed, and says how many requests it makes. */
  async function requestsOf(...args: readonly string[]): Promise<number> {
    test.atlas.clearRequests();
    await project.succeed(args);
    return test.atlas.requests.length;
  }

  /** The states of the runs in the state, and the dependants there. */
  function stored(): readonly unknown[] {
    const states = project.runsInState().map(({ outputs }) => outputs?.["state"]);
    return [states, dependantsInState(project)];
  }

  beforeEach(async () => {
    project = test.inline(program);
    test.found({ state: "DONE" });
    await project.up();
  });

  it("check the run as up does if they run the program, and change nothing then; without it they need no run", async () => {
    test.found({ state: "FAILED" });
    await checkFails(project, [...REFRESH, RUN_PROGRAM]);
    await checkFails(project, [...DESTROY, RUN_PROGRAM]);
    test.gone();
    const notFound = /404 from Atlas at \S+: .*: RESOURCE_NOT_FOUND /;
    await checkFails(project, [...REFRESH, RUN_PROGRAM], notFound);
    const dependants = { dependant: RUN.run.datasetName };
    assert.deepEqual(stored(), [["DONE"], dependants]);

    test.atlas.setRun({ ...RUN, run: { ...RUN.run, state: "FAILED" } });
    assert.equal(await requestsOf("destroy", "--preview-only"), 0);
    assert.equal(await requestsOf(...REFRESH), 1);
    assert.deepEqual(stored(), [["FAILED"], dependants]);
    test.add("32b6e34b3d91647abb20e7bc");
    test.gone();
    // The run, and the list of its pipeline, which proves that it is gone.
    assert.equal(await requestsOf(...DESTROY, "--refresh"), 2);
    assert.deepEqual(stored(), [[], {}]);
  });

  // A refresh and a destroy that run the program read as up does: neither the program nor the provider is told which
  // command it is. The program can be told by its own environment.
  it("read a run that is as expected once if they run the program, and none that the program leaves out", async () => {
    assert.equal(await requestsOf(...REFRESH, RUN_PROGRAM), 1);
    assert.equal(await requestsOf(...UP, "--refresh", RUN_PROGRAM), 1);
    test.gone();
    await project.succeed([...DESTROY, RUN_PROGRAM], { TEARDOWN: "1" });
    assert.deepEqual(stored(), [[], {}]);
  });
});
