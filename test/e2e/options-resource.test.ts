import assert from "node:assert/strict";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { checkFails, declareRun, DEPENDANT, dependantsInState, LATER } from "../helpers/engine/dependants.js";
import { errorLines } from "../helpers/engine/error-lines.js";
import { failed, UP, useProjects } from "../helpers/engine/use-projects.js";

const UNEXPECTED = /PENDING \(SNAPSHOT\), expected DONE/;
const OTHER_ID = "0".repeat(24);
const ARGS = JSON.stringify(RUN_ARGS);
/** Transformations of the runs in the stack, by the names of their resources. */
const transformations = (results: Readonly<Record<string, string>>): string => `
  pulumi.runtime.registerStackTransformation(({ name, props, opts }) => ({
    ${Object.entries(results)
      .map(([name, result]) => `${name}: ${result}`)
      .join(", ")}
  })[name]);
`;

describe("options of a resource on the engine", function () {
  const test = useProjects("options-resource");

  it("leave the check, and neither keep the run in the state nor stop a destroy; a new name needs no alias", async () => {
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
    const program = (name: string): string => `${DEPENDANT}
      const other = new Dependant("other", "made");
      for (const [i, options] of [${options.join(", ")}].entries()) {
        new atlas.DataLakePipelineRun("${name}" + i, { ...${ARGS}, expectedState: "DONE" }, options);
      }`;
    const project = await test.project(program("run"));
    // So that each fails, and not only the first.
    const errors = errorLines(await project.cli(["up", "--yes", "--continue-on-error"]));
    assert.deepEqual(
      errors
        .filter(({ line }) => UNEXPECTED.test(line))
        .map(({ under }) => /\(run(\d+)\)/.exec(under)?.[1])
        .sort(),
      options.map((_, i) => String(i)).sort(),
    );
    test.found({ state: "DONE" });
    await project.up();
    assert.equal((await project.runsInState()).length, options.length);
    project.program(program("renamed"));
    await project.up();
    assert.equal((await project.runsInState()).length, options.length);
    await project.destroy();
    assert.deepEqual(await project.runsInState(), []);
  });

  // With --continue-on-error every run is read, in the preview before the update as well.
  it("check what transformations demand, with the provider that is given, also to a component above", async () => {
    const names = ["demanded", "later", "changed", "misspelt", "output"];
    const project = await test.project(`${DEPENDANT}${LATER}
      const later = new Later("knowing", "DONE");
      ${transformations({
        demanded: `{ props: { ...props, expectedState: "DONE" }, opts }`,
        later: "{ props: { ...props, expectedState: later.value }, opts }",
        changed: `{ props: { ...props, pipelineRunId: "${OTHER_ID}" }, opts }`,
        misspelt: `{ props: { ...props, expectdState: "DONE" }, opts }`,
        output: `{ props: { ...props, expectdState: "DONE", state: "DONE" }, opts }`,
      })}
      const provider = new atlas.Provider("other", { baseUrl: "${test.atlas.baseUrl}", accessToken: "wrong" });
      const parent = new pulumi.ComponentResource("test:index:Component", "parent", {}, { providers: [provider] });
      const runs = ${JSON.stringify(names)}.map((name) => new atlas.DataLakePipelineRun(name, ${ARGS}));
      runs.push(new atlas.DataLakePipelineRun("given", ${ARGS}, { parent }));
      for (const [i, run] of runs.entries()) new Dependant("dependant" + i, run.datasetName);`);
    const inPreview: Readonly<Record<string, RegExp>> = {
      demanded: UNEXPECTED,
      changed: /the id must be that of its arguments/,
      misspelt: /expectdState/,
      output: /must not have the key "(expectdState|state)"/,
      given: /401 from Atlas: .* was refused, /,
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
    const made = Object.keys(await dependantsInState(project));
    assert.deepEqual(
      made.filter((name) => name.startsWith("dependant")),
      [],
    );
  });

  it("pass a preview with a wait that is demanded, with secrets, and with hooks and transforms, which a read has not", async () => {
    const project = await test.project(`
      ${transformations({ waiting: "{ props: { ...props, wait: { timeoutSeconds: 1 } }, opts }" })}
      const demand = ({ props, opts }) => ({ props: { ...props, expectedState: "DONE" }, opts });
      pulumi.runtime.registerResourceTransform(demand);
      new atlas.DataLakePipelineRun("waiting", ${ARGS});
      const hook = new pulumi.ResourceHook("hook", () => console.log("called"), { onDryRun: true });
      const hooks = { beforeCreate: [hook], afterCreate: [hook], beforeUpdate: [hook], afterUpdate: [hook] };
      ${declareRun("", `{ transforms: [demand], additionalSecretOutputs: ["state"], hooks }`)}
      exports.state = run.state;`);
    const preview = await project.preview();
    assert.match(preview, /up will wait at most \d+ s for DONE/);
    assert.match(preview, /state: \[secret\]/);
    assert.doesNotMatch(preview, /called/);
  });

  it("check again what transformations demand in each update, and nothing in a refresh", async () => {
    const project = await test.project(`
      ${transformations({ nightly: `{ props: { ...props, expectedState: ["DONE", "FAILED"] }, opts }` })}
      ${declareRun("")} exports.state = run.state;`);
    test.found({ state: "DONE" });
    await project.up();
    await project.succeed([...UP, "--expect-no-changes"]);
    test.found({ state: "PENDING" });
    await checkFails(project, UP, /\(SNAPSHOT\), expected/);
    await project.refresh();
    const [{ outputs } = assert.fail()] = await project.runsInState();
    assert.equal(outputs["state"], "PENDING");
    test.gone();
    await project.refresh();
    assert.deepEqual(await project.runsInState(), []);
  });

  // Without an id the resource is registered. The engine calls the provider's `check` then, and in no other case.
  it("let no preview and no up pass with a transformation that loses the id", async () => {
    const lost = transformations({ nightly: "{ props, opts: {} }" });
    const project = await test.project(
      `${DEPENDANT}${lost}${declareRun()} new Dependant("dependant", run.datasetName);`,
    );
    for (const args of [["preview"], UP]) await checkFails(project, args, /is read, never created/);
    assert.deepEqual(await dependantsInState(project), {});
    assert.equal(test.atlas.requests.length, 0);
  });
});
