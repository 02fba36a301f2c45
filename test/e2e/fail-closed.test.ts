import assert from "node:assert/strict";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";

const ARGS = JSON.stringify(RUN_ARGS);
const [PROJECT, PIPELINE, RUN_ID] = [RUN.projectId, RUN.pipelineName, RUN.run._id];

/** A resource with an output that is not known in a preview. */
const SOURCE = `
  class Source extends pulumi.dynamic.Resource {
    constructor(name, value) {
      super({ create: async () => ({ id: "source", outs: { value } }) }, name, { value: undefined });
    }
  }
`;

describe("what is misspelt, missing or foreign, on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let project: EngineProject;

  /** The error lines of a command that has to fail without a request, but for the engine's own. */
  async function refused(program: string, ...args: readonly string[]): Promise<readonly string[]> {
    project.program(program);
    const result = await project.cli(args.length > 0 ? args : ["preview"]);
    assert.notEqual(result.exitCode, 0, result.stdout);
    assert.equal(test.atlas.requests.length, 0);
    assert.doesNotMatch(result.stdout, /TypeError|PromiseRejectionHandledWarning|undefined\//);
    return errorLines(result)
      .map(({ line }) => line)
      .filter((line) => !/^(preview|update) failed$/.test(line));
  }

  beforeEach(async () => {
    project = new EngineProject(engine.pulumi, "refused", "");
    await project.configure(test.config("accessToken"));
  });

  it("fails a preview with one line, in the constructor and in a function whose result is exported", async () => {
    for (const [program, message] of [
      [`new atlas.DataLakePipelineRun("n");`, /^DataLakePipelineRun "n": the arguments must be an object/],
      [
        `exports.state = atlas.getDataLakePipelineRun({ ...${ARGS}, expectState: "DONE" }).then((run) => run.state);`,
        /^getDataLakePipelineRun: the arguments must not have the key "expectState": did you mean expectedState\?/,
      ],
    ] as const) {
      const lines = await refused(program);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", message);
    }
  });

  it("fails with one line where an output resolves to nothing, also one that only up knows", async () => {
    const lines = await refused(
      `exports.state = new atlas.DataLakePipelineRun("n", { ...${ARGS}, pipelineName: pulumi.output(undefined) }).state;`,
    );
    assert.deepEqual(lines, [
      'DataLakePipelineRun "n": pipelineName comes from an output that resolved to undefined: ' +
        "give the output a value, or leave the argument out",
    ]);
    const later = `${SOURCE}
      const expectedState = new Source("source", "done").value;
      exports.state = new atlas.DataLakePipelineRun("n", { ...${ARGS}, expectedState }).state;`;
    project.program(later);
    await project.preview();
    assert.deepEqual(await refused(later, "up", "--yes", "--skip-preview"), [
      'DataLakePipelineRun "n": expectedState must be spelt "DONE", got "done"',
    ]);
  });

  it("fails with one line for an unknown setting in the stack configuration", async () => {
    await project.configure({ ...test.config("accessToken"), "atlas-data-lake:retryTimeoutSecond": "5" });
    const lines = await refused(`new atlas.DataLakePipelineRun("n", ${ARGS});`);
    assert.match(
      lines.join("\n"),
      /^the stack configuration must not have the key .*: did you mean retryTimeoutSeconds\?/,
    );
  });

  it("is a warning for a state that Atlas does not document, once for all runs", async () => {
    project.program(
      `for (const name of ["a", "b"]) {
         new atlas.DataLakePipelineRun(name, { ...${ARGS}, expectedState: ["PENDING", "PAUSED"] });
       }`,
    );
    const preview = await project.preview();
    const warnings = preview.split(/^Diagnostics:$/m)[1]?.match(/Atlas documents no state "PAUSED"/g);
    assert.equal(warnings?.length, 1, preview);
  });
});

describe("require on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();

  it("fails preview and up with one line, and is not known in a preview before a wait", async () => {
    test.atlas.setRun({ ...RUN, run: { _id: RUN_ID, state: "PENDING" } });
    const run = (gate: string): string =>
      `exports.name = new atlas.DataLakePipelineRun("nightly", { ...${ARGS}, ${gate} }).require("datasetName");`;
    const project = new EngineProject(engine.pulumi, "require", run(""));
    await project.configure(test.config("accessToken"));
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const result = await project.cli(args);
      assert.notEqual(result.exitCode, 0);
      const lines = errorLines(result).filter(({ line }) => !/^(preview|update) failed$/.test(line));
      assert.deepEqual(
        lines.map(({ line }) => line),
        [`nightly/${RUN_ID} has no datasetName: it is PENDING`],
      );
    }
    project.program(run("wait: { pollIntervalSeconds: 1 }"));
    assert.match(await project.preview(), /name\s*: \[unknown\]/);
    test.atlas.setRun({ ...RUN, run: { ...RUN.run, state: "DONE" } });
    await project.up();
    assert.deepEqual(await project.outputs(), { name: RUN.run.datasetName });
  });
});

describe("text that the engine cannot take", function () {
  const engine = useEngine();
  const test = useTestAtlas();

  /** Commands that would hang for minutes otherwise. */
  const LONGEST = 60_000;

  it("fails each read in one line, and blocks no other", async () => {
    const ids = ["a", "b", "c"].map((digit) => digit.repeat(24));
    for (const _id of ids) test.atlas.setRun({ ...RUN, run: { ...RUN.run, _id } });
    const [detail, field, state] = ids.map((id) => new RegExp(`/runs/${id}$`));
    const error = '{"error":400,"errorCode":"A\\ud800B","detail":"before <{%reset%}> \\udc00 after"}';
    const run = JSON.stringify({ ...RUN.run, _id: ids[1] });
    test.atlas.fail({ type: "raw", status: 400, body: error }, { path: detail ?? "" });
    test.atlas.fail({ type: "raw", body: run.replace("v1$atlas", "v1\\ud800") }, { path: field ?? "" });
    test.atlas.fail(
      { type: "raw", body: run.replace('"PENDING"', '"\\udc00"').replaceAll("bbb", "ccc") },
      { path: state ?? "" },
    );
    const project = new EngineProject(
      engine.pulumi,
      "surrogates",
      `for (const id of ${JSON.stringify(ids)}) {
         new atlas.DataLakePipelineRun(id[0], { ...${ARGS}, pipelineRunId: id, expectedState: "DONE" });
       }
       exports.good = new atlas.DataLakePipelineRun("good", ${ARGS}).state;
       atlas.getDataLakePipelineRun({ ...${ARGS}, pipelineRunId: "${ids[0] ?? ""}" });`,
    );
    await project.configure(test.config("accessToken"));
    const start = Date.now();
    const result = await project.cli(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    assert.ok(Date.now() - start < LONGEST, "it hangs");
    assert.notEqual(result.exitCode, 0);
    const line = (name: string): string =>
      errorLines(result).find(({ under, line }) => under.includes(`(${name})`) && line !== "update failed")
        ?.line ?? "";
    for (const name of ["a", "surrogates-test"]) {
      assert.match(
        line(name),
        /400 from Atlas: .*: A\ufffdB "before < \{%reset%\}> \ufffd after"\. A retry /,
      );
    }
    assert.match(line("b"), /datasetName: expected a string of valid Unicode, got "v1\\ud800/);
    assert.match(line("c"), /state: expected a string of valid Unicode, got "\\udc00"/);
    assert.equal(
      (await project.runsInState()).some(({ outputs }) => outputs["state"] === "PENDING"),
      true,
    );
  });
});

describe("a refresh on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();

  it("keeps the stored outputs without a proof, and drops the run with one", async () => {
    const project = new EngineProject(
      engine.pulumi,
      "refresh",
      `exports.name = new atlas.DataLakePipelineRun("nightly", ${ARGS}).datasetName;`,
    );
    await project.configure(test.config("accessToken"));
    await project.up();
    const refresh = ["refresh", "--yes", "--skip-preview"];
    for (const response of [
      { status: 404, body: "<h1>nginx</h1>", contentType: "text/html" },
      { status: 404, body: '{"error":404,"errorCode":"GROUP_NOT_FOUND"}' },
      { status: 200, body: "{}" },
    ]) {
      test.atlas.fail({ type: "raw", ...response });
      const result = await project.cli(refresh);
      test.atlas.clearFaults();
      assert.notEqual(result.exitCode, 0, result.stdout);
      const [stored] = await project.runsInState();
      assert.equal(stored?.outputs["datasetName"], RUN.run.datasetName, response.body);
      if (response.body !== "{}")
        assert.match(result.stdout, /The resource stays in the state\. To remove it/);
    }
    test.atlas.removeRun(PROJECT, PIPELINE, RUN_ID);
    const { stdout, exitCode } = await project.cli(refresh);
    assert.equal(exitCode, 0);
    assert.match(
      stdout,
      /warning: removed from the state: run .* \(404 from Atlas, and not among the 0 runs/,
    );
    assert.deepEqual(await project.runsInState(), []);
  });
});
