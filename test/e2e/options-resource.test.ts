import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { checkFails, Dependant, dependantsInState, Later } from "../helpers/engine/dependants.js";
import { errorLines, failed, UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";

const UNEXPECTED = /PENDING \(SNAPSHOT\), expected DONE/;
const OTHER_ID = "0".repeat(24);
const EXPECTED = { ...RUN_ARGS, expectedState: "DONE" } as const;
const { DataLakePipelineRun } = atlas;

type Result = Omit<pulumi.ResourceTransformationResult, "opts"> & { opts?: pulumi.ResourceOptions };
/** Transforms the runs in the stack, by the names of their resources. */
function transform(byName: Readonly<Record<string, (props: object) => Result>>): void {
  pulumi.runtime.registerStackTransformation(({ name, props, opts }) => {
    const result = byName[name]?.(props);
    return result && { opts, ...result };
  });
}

describe("options of a resource on the engine", function () {
  const test = useProjects("options-resource");

  it("leave the check, and neither keep the run in the state nor stop a destroy; a new name needs no alias", async () => {
    const options = (other: pulumi.Resource): readonly object[] => [
      { ignoreChanges: ["expectedState"] },
      { ignoreChanges: ["state", "*"] },
      { protect: true },
      { retainOnDelete: true },
      { deletedWith: other },
      { dependsOn: other },
      { parent: other },
      { aliases: [{ name: "before" }] },
      { replaceOnChanges: ["*"] },
      { deleteBeforeReplace: true },
      { customTimeouts: { create: "1s", update: "1s", delete: "1s" } },
      { additionalSecretOutputs: ["state", "expectedState"] },
      { version: "9.9.9" },
    ];
    let count = 0;
    const program = (name: string) => () => {
      const all = options(new Dependant("other", "made"));
      all.forEach((one, i) => new DataLakePipelineRun(`${name}${String(i)}`, EXPECTED, one));
      count = all.length;
      return Promise.resolve(undefined);
    };
    const project = test.inline(program("run"));
    // So that each fails, and not only the first.
    const errors = errorLines(await project.cli([...UP, "--continue-on-error"]));
    assert.deepEqual(
      errors
        .filter(({ line }) => UNEXPECTED.test(line))
        .map(({ under }) => Number(/\(run(\d+)\)/.exec(under)?.[1]))
        .sort((a, b) => a - b),
      Array.from({ length: count }, (_, i) => i),
    );
    test.found({ state: "DONE" });
    await project.up();
    assert.equal(project.runsInState().length, count);
    project.inline = program("renamed");
    await project.up();
    assert.equal(project.runsInState().length, count);
    await project.destroy();
    assert.deepEqual(project.runsInState(), []);
  });

  // With --continue-on-error every run is read, in the preview before the update as well.
  it("check what transformations demand, with the provider that is given, also to a component above", async () => {
    const names = ["demanded", "later", "changed", "misspelt", "output"];
    const project = test.inline(() => {
      const later = new Later("knowing", "DONE");
      transform({
        demanded: (props) => ({ props: { ...props, expectedState: "DONE" } }),
        later: (props) => ({ props: { ...props, expectedState: later.value } }),
        changed: (props) => ({ props: { ...props, pipelineRunId: OTHER_ID } }),
        misspelt: (props) => ({ props: { ...props, expectdState: "DONE" } }),
        output: (props) => ({ props: { ...props, expectdState: "DONE", state: "DONE" } }),
      });
      const provider = new atlas.Provider("other", { baseUrl: test.atlas.baseUrl, accessToken: "wrong" });
      const parent = new pulumi.ComponentResource(
        "test:index:Component",
        "parent",
        {},
        { providers: [provider] },
      );
      const runs = names.map((name) => new DataLakePipelineRun(name, RUN_ARGS));
      runs.push(new DataLakePipelineRun("given", RUN_ARGS, { parent }));
      runs.forEach((run, i) => new Dependant(`dependant${String(i)}`, run.datasetName));
      return Promise.resolve(undefined);
    });
    const inPreview: Readonly<Record<string, RegExp>> = {
      demanded: UNEXPECTED,
      changed: /the id must be that of its arguments/,
      misspelt: /expectdState/,
      output: /must not have the key "(expectdState|state)"/,
      given: /401 from Atlas at \S+: .* was refused, /,
    };
    for (const [args, expected] of [
      [["up", "--yes"], inPreview],
      [UP, { ...inPreview, later: UNEXPECTED }],
    ] as const) {
      const errors = errorLines(await failed(project, [...args, "--continue-on-error"]));
      for (const name of [...names, "given"]) {
        const lines = errors.filter(({ under }) => under.includes(`DataLakePipelineRun (${name})`));
        const message = (expected as Readonly<Record<string, RegExp | undefined>>)[name];
        assert.equal(lines.length, message ? 1 : 0, name);
        if (message) assert.match(lines[0]?.line ?? "", message);
      }
    }
    assert.ok(!test.atlas.requests.some(({ path }) => path.endsWith(OTHER_ID)));
    const made = Object.keys(dependantsInState(project));
    assert.deepEqual(
      made.filter((name) => name.startsWith("dependant")),
      [],
    );
  });

  it("pass a preview with a wait that is demanded, with secrets, and with hooks and transforms, which a read has not", async () => {
    let called = 0;
    const project = test.inline(() => {
      transform({ waiting: (props) => ({ props: { ...props, wait: { timeoutSeconds: 1 } } }) });
      const demand: pulumi.ResourceTransform = ({ props, opts }) => ({
        props: { ...props, expectedState: "DONE" },
        opts,
      });
      pulumi.runtime.registerResourceTransform(demand);
      new DataLakePipelineRun("waiting", RUN_ARGS);
      const count = (): void => {
        called++;
      };
      const hook = new pulumi.ResourceHook("hook", count, { onDryRun: true });
      const hooks = { beforeCreate: [hook], afterCreate: [hook], beforeUpdate: [hook], afterUpdate: [hook] };
      const options = { transforms: [demand], additionalSecretOutputs: ["state"], hooks };
      const { state } = new DataLakePipelineRun("nightly", RUN_ARGS, options);
      return Promise.resolve({ state });
    });
    const preview = await project.preview();
    assert.match(preview, /up will wait at most \d+ s for DONE/);
    assert.match(preview, /state: \[secret\]/);
    assert.equal(called, 0);
  });

  it("check again what transformations demand in each update, and nothing in a refresh", async () => {
    const project = test.inline(() => {
      transform({ nightly: (props) => ({ props: { ...props, expectedState: ["DONE", "FAILED"] } }) });
      return Promise.resolve({ state: new DataLakePipelineRun("nightly", RUN_ARGS).state });
    });
    test.found({ state: "DONE" });
    await project.up();
    await project.succeed([...UP, "--expect-no-changes"]);
    test.found({ state: "PENDING" });
    await checkFails(project, UP, /\(SNAPSHOT\), expected/);
    await project.refresh();
    const [{ outputs } = assert.fail()] = project.runsInState();
    assert.equal(outputs?.["state"], "PENDING");
    test.add("32b6e34b3d91647abb20e7bc");
    test.gone();
    await project.refresh();
    assert.deepEqual(project.runsInState(), []);
  });

  // Without an id the resource is registered. The engine calls the provider's `check` then, and in no other case.
  it("let no preview and no up pass with a transformation that loses the id", async () => {
    const project = test.inline(() => {
      transform({ nightly: (props) => ({ props, opts: {} }) });
      new Dependant("dependant", new DataLakePipelineRun("nightly", EXPECTED).datasetName);
      return Promise.resolve(undefined);
    });
    for (const args of [["preview"], UP]) await checkFails(project, args, /is read, never created/);
    assert.deepEqual(dependantsInState(project), {});
    assert.equal(test.atlas.requests.length, 0);
  });
});
