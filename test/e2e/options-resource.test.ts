import assert from "node:assert/strict";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { checkFails, declareRun, DEPENDANT, dependantsInState } from "../helpers/engine/dependants.js";
import { EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";

const UNEXPECTED = /PENDING \(SNAPSHOT\), expected DONE/;
const LATER = `
  class Later extends pulumi.dynamic.Resource {
    constructor(name, value) {
      super({ create: async () => ({ id: name, outs: { value } }) }, name, { value: undefined });
    }
  }
`;
/** A transformation of each run in the stack. */
const transformation = (result: string): string => `
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    type.endsWith(":DataLakePipelineRun") ? ${result} : undefined);
`;
const ANY_STATE = "expectedState: undefined";
const USE = `new Dependant("dependant", run.datasetName);`;

describe("options of a resource on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let projects = 0;

  const found = (patch: Partial<typeof RUN.run>): void => {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, patch);
  };

  async function projectWith(program: string): Promise<EngineProject> {
    const text = DEPENDANT + LATER + program;
    const project = new EngineProject(engine.pulumi, `options-resource-${String(projects++)}`, text);
    await project.configure(test.config("accessToken"));
    return project;
  }

  it("leave the check, and neither keep the run in the state nor stop a destroy", async () => {
    const options = [
      `{ ignoreChanges: ["expectedState"] }`,
      `{ ignoreChanges: ["state", "*"] }`,
      "{ protect: true }",
      "{ retainOnDelete: true }",
      "{ deletedWith: other }",
      "{ dependsOn: other }",
      "{ parent: other }",
      `{ aliases: [{ name: "before" }] }`,
      `{ replaceOnChanges: ["*"] }`,
      "{ deleteBeforeReplace: true }",
      `{ customTimeouts: { create: "1s", update: "1s", delete: "1s" } }`,
      `{ additionalSecretOutputs: ["state", "expectedState"] }`,
      `{ version: "9.9.9" }`,
    ];
    const project = await projectWith(`
      const other = new Dependant("other", "made");
      const args = { ...${JSON.stringify(RUN_ARGS)}, expectedState: "DONE" };
      for (const [i, options] of [${options.join(", ")}].entries()) {
        new atlas.DataLakePipelineRun("run" + i, args, options);
      }`);
    // So that each fails, and not only the first.
    const result = await project.cli(["up", "--yes", "--continue-on-error"]);
    const lines = errorLines(result).filter(({ line }) => UNEXPECTED.test(line));
    assert.deepEqual(
      lines.map(({ under }) => /\(run(\d+)\)/.exec(under)?.[1]).sort(),
      options.map((_, i) => String(i)).sort(),
    );
    found({ state: "DONE" });
    await project.up();
    assert.equal((await project.runsInState()).length, options.length);
    await project.destroy();
    assert.deepEqual(await project.runsInState(), []);
  });

  it("keep an output secret that is said to be one, and call no hook, for a read has none", async () => {
    const project = await projectWith(`
      const hook = new pulumi.ResourceHook("hook", () => console.log("called"), { onDryRun: true });
      const hooks = { beforeCreate: [hook], afterCreate: [hook], beforeUpdate: [hook], afterUpdate: [hook] };
      ${declareRun(ANY_STATE, `{ additionalSecretOutputs: ["state"], hooks }`)}
      exports.state = run.state;`);
    const preview = await project.preview();
    assert.match(preview, /state: \[secret\]/);
    assert.doesNotMatch(preview, /called/);
  });

  it("read with the credentials of the provider that is given, also to a component above", async () => {
    const { baseUrl } = test.atlas;
    const project = await projectWith(`
      const inputs = { "mongodbatlas:baseUrl": "${baseUrl}", "mongodbatlas:accessToken": "wrong" };
      const provider = new pulumi.ProviderResource("pulumi-nodejs", "other", inputs);
      const parent = new pulumi.ComponentResource("test:index:Component", "parent", {}, { providers: [provider] });
      ${declareRun(ANY_STATE, "{ parent }")}`);
    await checkFails(project, ["preview"], /401 from Atlas: .*: UNAUTHORIZED /);
  });

  it("need no alias for a run that gets another name: it is read under either", async () => {
    found({ state: "DONE" });
    const project = await projectWith(declareRun());
    await project.up();
    project.program(declareRun().replace(`"nightly"`, `"renamed"`));
    await project.up();
    assert.equal((await project.runsInState()).length, 1);
  });

  context("transformations", () => {
    it("can demand a state of each run", async () => {
      const demand = transformation(`{ props: { ...props, expectedState: "DONE" }, opts }`);
      const project = await projectWith(demand + declareRun(ANY_STATE) + USE);
      await checkFails(project, ["preview"]);
      // Transforms, which come after them, are for what is registered: the engine calls none for a read.
      project.program(`${DEPENDANT}
        const demand = ({ props, opts }) => ({ props: { ...props, expectedState: "DONE" }, opts });
        pulumi.runtime.registerResourceTransform(demand);
        ${declareRun(ANY_STATE, "{ transforms: [demand] }")}`);
      await project.preview();
    });

    it("can demand what is not known in a preview, which up then checks", async () => {
      const demand = transformation(`{ props: { ...props, expectedState: later.value }, opts }`);
      const later = `const later = new Later("later", "DONE");`;
      const project = await projectWith(later + demand + declareRun(ANY_STATE) + USE);
      await project.preview();
      await checkFails(project, ["up", "--yes", "--skip-preview"]);
      assert.deepEqual(Object.keys(await dependantsInState(project)), ["later"]);
    });

    it("cannot change which run is read", async () => {
      const change = transformation(`{ props: { ...props, pipelineRunId: "${"0".repeat(24)}" }, opts }`);
      const project = await projectWith(change + declareRun() + USE);
      await checkFails(project, ["preview"], /the id must be that of its arguments/);
      assert.equal(test.atlas.requests.length, 0);
    });

    it("that lose the id let no up pass", async () => {
      const project = await projectWith(transformation("{ props, opts: {} }") + declareRun() + USE);
      await checkFails(project, ["up", "--yes", "--skip-preview"], /is read, never created/);
      assert.deepEqual(await dependantsInState(project), {});
    });

    // Without an id the resource is registered. The engine calls the provider's `check` then, and in no other case.
    it("that lose the id let no preview pass", async () => {
      const project = await projectWith(transformation("{ props, opts: {} }") + declareRun() + USE);
      await checkFails(project, ["preview"], /is read, never created/);
    });

    it("cannot pass an argument that does not exist", async () => {
      const misspelt = transformation(`{ props: { ...props, expectdState: "DONE" }, opts }`);
      const project = await projectWith(misspelt + declareRun(ANY_STATE) + USE);
      await checkFails(project, ["preview"], /expectdState/);
    });

    it("can demand a wait, for which no preview waits", async () => {
      const demand = transformation("{ props: { ...props, wait: { timeoutSeconds: 1 } }, opts }");
      const project = await projectWith(demand + declareRun(ANY_STATE) + USE);
      assert.match(await project.preview(), /up will wait at most \d+ s for DONE/);
    });
  });

  // The SDK would register such a resource in place of reading it, and a preview would pass.
  for (const id of ["undefined", `""`]) {
    it(`stop a preview that gets a run by the id ${id}`, async () => {
      const project = await projectWith(
        `const run = atlas.DataLakePipelineRun.get("nightly", ${id}); ${USE}`,
      );
      assert.notEqual((await project.cli(["preview"])).exitCode, 0);
    });
  }

  // The SDK takes a resource with the option `urn` from what the engine has of it, and reads nothing.
  it("read and check a run that is given the URN of one that is not checked", async () => {
    const project = await projectWith(`module.exports = async () => {
      ${declareRun(ANY_STATE)}
      const urn = await new Promise((resolve) => run.urn.apply(resolve));
      ${declareRun(undefined, "{ urn }").replace("const run", "const checked")}
      new Dependant("dependant", checked.datasetName);
    };`);
    assert.notEqual((await project.cli(["preview"])).exitCode, 0);
  });
});
