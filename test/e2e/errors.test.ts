import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS, RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { linkModules } from "../../tools/engine/link-modules.js";
import { EngineProject } from "../../tools/engine/project.js";
import { ROOT } from "../../tools/root.js";
import { tempFolder } from "../helpers/temp-folder.js";
import { errorLines, failed, UP, useProjects } from "../helpers/engine/use-projects.js";

const ARGS = JSON.stringify(RUN_ARGS);
const RESOURCE = `new atlas.DataLakePipelineRun("nightly", ${ARGS});`;
const WHAT = `run nightly/${RUN.run._id} in project ${RUN.projectId}`;
const NOT_FOUND = new RegExp(
  `^(\\w+ failed: )?404 from Atlas at \\S+: no such ${WHAT}: [A-Z_]+ ".+"\\. Check projectId`,
);
const UNDER_RUN = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";

describe("errors on the engine", function () {
  const test = useProjects("errors");
  let project: EngineProject;

  before(() => {
    project = test.project("");
  });

  context("when the run does not exist", () => {
    beforeEach(() => {
      test.gone();
    });

    it("fail the resource with one line under its name, and its class, code and id in another", async () => {
      project.program(RESOURCE);
      const result = await failed(project, ["preview"]);
      const [error, ...more] = errorLines(result);
      assert.deepEqual([error?.under, more], [`${UNDER_RUN} (nightly):`, []]);
      assert.match(error?.line ?? "", NOT_FOUND);
      const id = `${RUN.projectId}/${RUN.pipelineName}/${RUN.run._id}`;
      assert.match(result.stdout, new RegExp(`^ +AtlasApiError NOT_FOUND: ${id}$`, "m"));
      assert.match(result.stdout, /^ +error: .* \[NOT_FOUND\]$/m);
    });

    for (const [form, program] of [
      ["function", `module.exports = async () => ({ run: await atlas.getDataLakePipelineRun(${ARGS}) });`],
      ["Output form", `exports.run = atlas.getDataLakePipelineRunOutput(${ARGS});`],
    ] as const) {
      it(`fail the ${form} with one line and no stack`, async () => {
        project.program(program);
        const { lines, stdout, stderr } = await failed(project, ["preview"]);
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? "", NOT_FOUND);
        assert.match(stdout, /^ +error: .* \[NOT_FOUND\]$/m);
        assert.doesNotMatch(stdout + stderr, /^\s+at |unhandled exception/m);
      });
    }
  });

  it("fail the resource with one line where only a library of the program has this package", async () => {
    const folder = tempFolder();
    const library = new EngineProject(test.pulumi, "errors-library", "", { folder: folder.path });
    library.configure(test.config("accessToken"));
    linkModules(folder.path, join(ROOT, "node_modules"), undefined);
    writeFileSync(join(folder.path, "package.json"), "{}");
    const program = `
      const atlas = require(${JSON.stringify(join(ROOT, "dist", "index.js"))});
      exports.state = atlas.getDataLakePipelineRunOutput(${ARGS}).state;`;
    try {
      writeFileSync(join(folder.path, "index.js"), program);
      await library.preview();
      writeFileSync(join(folder.path, "index.js"), program + RESOURCE);
      const { lines } = await failed(library, ["preview"]);
      assert.equal(lines.length, 1);
      const manifest = join(folder.path, "package.json");
      assert.ok(lines[0]?.endsWith(`program: add it to the dependencies in ${manifest}`), lines[0]);
    } finally {
      folder.remove();
    }
  });

  it("are short after the first, where a wrong token fails many Output forms", async () => {
    const ids = ["a", "b", "c", "d"].map((digit) => digit.repeat(24));
    const other = test.project(`
      for (const pipelineRunId of ${JSON.stringify(ids)})
        atlas.getDataLakePipelineRunOutput({ ...${ARGS}, pipelineRunId });`);
    other.configure({ ...test.config("accessToken"), "mongodbatlas:accessToken": "wrong-token" });
    const { lines } = await failed(other, ["preview"]);
    const refused =
      "^AtlasApiError: 401 from Atlas at \\S+: the access token from the stack configuration was refused, reading run";
    const short = lines.filter((line) => line.includes(", as for "));
    const [first = "", ...more] = lines.filter((line) => !short.includes(line));
    assert.deepEqual([more, short.length], [[], 3], lines.join("\n"));
    assert.match(first, new RegExp(`${refused} .*\\. Check that it is complete`));
    const [, id = ""] = /nightly\/(\w+)/.exec(first) ?? [];
    for (const line of short)
      assert.match(line, new RegExp(`${refused} nightly/\\w+ in project \\w+, as for nightly/${id}$`));
  });

  it("fail each resource in up with one line of its own, and leave a stack that works again", async () => {
    const gone = "a".repeat(24);
    test.add(gone);
    test.atlas.fail({ type: "gone" }, { path: new RegExp(`${gone}$`) });
    const wrong = KINDS.map((kind) => {
      const entries = Object.entries(test.config(kind)).map(([key, value]) => {
        const [, argument = ""] = key.split(":");
        return [argument, /accessToken|Secret|privateKey/.test(argument) ? "wrong-but-secret" : value];
      });
      return [kind, Object.fromEntries(entries)] as const;
    });
    project.program(`
      for (const [name, args] of ${JSON.stringify(wrong)}) {
        const provider = new atlas.Provider(name, args);
        new atlas.DataLakePipelineRun(name, ${ARGS}, { provider });
      }
      new atlas.DataLakePipelineRun("gone", { ...${ARGS}, pipelineRunId: "${gone}" });`);
    const result = await failed(project, [...UP, "--continue-on-error"]);
    const refused = `from the provider "\\w+" was refused, reading ${WHAT}`;
    const EXPECTED: Readonly<Record<string, RegExp>> = {
      accessToken: new RegExp(`401 from Atlas at \\S+: .* ${refused}`),
      serviceAccount: new RegExp(`401 from the token endpoint of Atlas at \\S+: .* ${refused}`),
      apiKey: new RegExp(`401 from Atlas at \\S+: .* ${refused}`),
      gone: /410 from Atlas at \S+: the Data Lake Pipelines API is gone, .*: VERSION_GONE .*pulumi stack output/,
    };
    const errors = errorLines(result);
    for (const [name, message] of Object.entries(EXPECTED)) {
      const [error, ...more] = errors.filter(({ under }) => under === `${UNDER_RUN} (${name}):`);
      assert.deepEqual(more, [], name);
      assert.match(error?.line ?? "", message);
    }
    assert.doesNotMatch(result.stdout + result.stderr, /wrong-but-secret/);
    project.program(RESOURCE);
    await project.up();
    assert.equal(project.runsInState().length, 1);
  });
});
