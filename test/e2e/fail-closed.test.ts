import assert from "node:assert/strict";
import { DataLakePipelineRun } from "pulumi-atlas-data-lake";
import { type InlineProgram } from "../helpers/engine/inline-project.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { type EngineProject } from "../../tools/engine/project.js";
import { LATER } from "../helpers/engine/dependants.js";
import { errorLines, failed, UP, useProjects } from "../helpers/engine/use-projects.js";

const ARGS = JSON.stringify(RUN_ARGS);
const RUN_ID = RUN.run._id;
const IDS = ["a", "b", "c", "d"].map((digit) => digit.repeat(24));

describe("invalid arguments, states, fields and texts on the engine", function () {
  const test = useProjects("fail-closed");
  let project: EngineProject;

  before(() => {
    project = test.project("");
  });

  /** The error lines of a command that has to fail without a request. */
  async function refused(program: string, args: readonly string[] = ["preview"]): Promise<readonly string[]> {
    project.program(program);
    const { stdout, lines } = await failed(project, args);
    assert.equal(test.atlas.requests.length, 0);
    assert.doesNotMatch(stdout, /TypeError|PromiseRejectionHandledWarning|undefined\//);
    return lines;
  }

  for (const [what, program, message] of [
    [
      "what the constructor refuses",
      `new atlas.DataLakePipelineRun("n");`,
      /^DataLakePipelineRun "n": the arguments must be an object/,
    ],
    [
      "what a function refuses whose result is exported",
      `exports.state = atlas.getDataLakePipelineRun({ ...${ARGS}, expectState: "DONE" }).then((run) => run.state);`,
      /^getDataLakePipelineRun: the arguments must not have the key "expectState": did you mean expectedState\?/,
    ],
    [
      "an output that resolves to undefined",
      `exports.state = new atlas.DataLakePipelineRun("n", { ...${ARGS}, pipelineName: pulumi.output(undefined) }).state;`,
      /^DataLakePipelineRun "n": pipelineName comes from an output that resolved to undefined: give the output a value, or /,
    ],
  ] as const) {
    it(`fail a preview with one line: ${what}`, async () => {
      const lines = await refused(program);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", message);
    });
  }

  it("fail up with one line for an output that only up knows; a state that Atlas does not document warns once", async () => {
    const program = `${LATER}
      const expectedState = new Later("later", "done").value;
      exports.state = new atlas.DataLakePipelineRun("n", { ...${ARGS}, expectedState }).state;`;
    project.program(`${program}
      for (const name of ["a", "b"]) {
        new atlas.DataLakePipelineRun(name, { ...${ARGS}, expectedState: ["PENDING", "PAUSED"] });
      }`);
    const preview = await project.preview();
    const warnings = preview
      .split(/^Diagnostics:$/m)[1]
      ?.match(/^ +warning: Atlas documents no state "PAUSED"/gm);
    assert.equal(warnings?.length, 1, preview);
    assert.match(preview, / 1 warning$/m);
    test.atlas.clearRequests();
    assert.deepEqual(await refused(program, UP), [
      'DataLakePipelineRun "n": expectedState must be spelt "DONE", got "done"',
    ]);
  });

  it("fail a preview with one line for a required field that is missing, and not before a wait", async () => {
    test.atlas.setRun({ ...RUN, run: { _id: RUN_ID, state: "PENDING" } });
    const required =
      (check: object): InlineProgram =>
      () =>
        Promise.resolve({
          name: new DataLakePipelineRun("nightly", { ...RUN_ARGS, ...check }).require("datasetName"),
        });
    const project = test.inline(required({}));
    const { lines } = await failed(project, ["preview"]);
    assert.match(lines.join("\n"), new RegExp(`nightly/${RUN_ID} has no datasetName: it is PENDING`));
    project.inline = required({ wait: { pollIntervalSeconds: 1 } });
    assert.match(await project.preview(), /name\s*: \[unknown\]/);
    test.found({ ...RUN.run, state: "DONE" });
    await project.up();
    assert.deepEqual(project.outputs(), { name: RUN.run.datasetName });
  });

  it("fail each read in one line for a text that gRPC or the engine cannot take, and block no other", async () => {
    const [detail = "", field = "", state = ""] = IDS;
    test.add(detail, field, state);
    const run = JSON.stringify({ ...RUN.run, _id: field });
    const BODIES: Readonly<Record<string, string>> = {
      [detail]: '{"error":400,"errorCode":"A\\ud800B","detail":"before <{%reset%}> \\udc00 after"}',
      [field]: run.replace("v1$atlas", "v1\\ud800"),
      [state]: run.replace('"PENDING"', '"\\udc00"').replaceAll("bbb", "ccc"),
    };
    for (const [id, body] of Object.entries(BODIES)) {
      const status = id === detail ? 400 : 200;
      test.atlas.fail({ type: "raw", status, body }, { path: new RegExp(`/runs/${id}$`) });
    }
    const project = test.project(
      `for (const id of ${JSON.stringify(Object.keys(BODIES))}) {
         new atlas.DataLakePipelineRun(id[0], { ...${ARGS}, pipelineRunId: id, expectedState: "DONE" });
       }
       exports.good = new atlas.DataLakePipelineRun("good", ${ARGS}).state;
       atlas.getDataLakePipelineRun({ ...${ARGS}, pipelineRunId: "${detail}" });`,
    );
    const start = Date.now();
    const errors = errorLines(await failed(project, [...UP, "--continue-on-error"]));
    assert.ok(Date.now() - start < 60_000, "it hangs");
    const line = (name: string): string =>
      errors.find(({ under }) => under.includes(`(${name})`))?.line ?? "";
    for (const name of ["a", `${project.name}-test`]) {
      assert.match(
        line(name),
        /400 from Atlas at \S+: .*: A\ufffdB "before < \{%reset%\}> \ufffd after"\. A retry /,
      );
    }
    assert.match(line("b"), /datasetName: expected a string of valid Unicode, got "v1\\ud800/);
    assert.match(line("c"), /state: expected a string of valid Unicode, got "\\udc00"/);
    const states = project.runsInState().map(({ outputs }) => outputs?.["state"]);
    assert.ok(states.includes("PENDING"));
  });

  it("keep the stored outputs in a refresh without a proof, and drop the run with one", async () => {
    test.add(...IDS);
    const project = test.inline(() => {
      for (const id of IDS) new DataLakePipelineRun(id.slice(0, 1), { ...RUN_ARGS, pipelineRunId: id });
      return Promise.resolve(undefined);
    });
    await project.up();
    const refresh = ["refresh", "--yes", "--skip-preview"];
    const [html, empty, , gone] = IDS;
    for (const [id = "", response] of [
      [html, { status: 404, body: "<h1>nginx</h1>", contentType: "text/html" }],
      [empty, { status: 200, body: "{}" }],
    ] as const) {
      test.atlas.fail({ type: "raw", ...response }, { path: new RegExp(`/runs/${id}$`) });
    }
    const result = await failed(project, refresh);
    assert.equal(result.lines.length, 2, result.stdout);
    const stored = project.runsInState().map(({ outputs }) => outputs?.["datasetName"]);
    assert.deepEqual(stored, Array(IDS.length).fill(RUN.run.datasetName));
    test.atlas.clearFaults();
    test.gone(gone);
    const removed = /warning: removed from the state: run .* \(404 from Atlas, and not among the \d runs/;
    assert.match(await project.succeed(refresh), removed);
    assert.equal(project.runsInState().length, IDS.length - 1);
  });
});
