import assert from "node:assert/strict";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { KINDS, RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { EngineProject } from "../../tools/engine/project.js";
import { errorLines } from "../helpers/engine/error-lines.js";
import { useEngine } from "../helpers/use-engine.js";

const ARGS = JSON.stringify(RUN_ARGS);
const RESOURCE = `new atlas.DataLakePipelineRun("nightly", ${ARGS});`;
const FUNCTION = `module.exports = async () => ({ run: await atlas.getDataLakePipelineRun(${ARGS}) });`;
const OUTPUT_FORM = `exports.run = atlas.getDataLakePipelineRunOutput(${ARGS});`;
const WHAT = `run nightly/${RUN.run._id} in project ${RUN.projectId}`;
const UNDER_RUN = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun (nightly):";

describe("errors on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let projects = 0;

  /** Previews a program that has to fail; the engine's own summary line is no error of ours. */
  async function failedPreview(
    program: string,
    config: Record<string, string>,
  ): Promise<{ result: PulumiResult; errors: ReturnType<typeof errorLines> }> {
    const project = new EngineProject(engine.pulumi, `errors-${String(projects++)}`, program);
    await project.configure(config);
    const result = await project.cli(["preview"]);
    assert.notEqual(result.exitCode, 0, result.stdout);
    const errors = errorLines(result).filter(({ line }) => line !== "preview failed");
    return { result, errors };
  }

  context("when the run does not exist", () => {
    const NOT_FOUND = new RegExp(`404 from Atlas: no such ${WHAT}: [A-Z_]+ ".+"\\. Check projectId`);

    beforeEach(() => {
      test.atlas.removeRun(RUN.projectId, RUN.pipelineName, RUN.run._id);
    });

    it("fails the resource with one line under its name", async () => {
      const { result, errors } = await failedPreview(RESOURCE, test.config("accessToken"));
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.under, UNDER_RUN);
      assert.match(errors[0].line, NOT_FOUND);
      const { projectId, pipelineName, run } = RUN;
      assert.match(
        result.stdout,
        new RegExp(`^ +AtlasApiError NOT_FOUND: ${projectId}/${pipelineName}/${run._id}$`, "m"),
      );
    });

    for (const [form, program] of [
      ["function", FUNCTION],
      ["Output form", OUTPUT_FORM],
    ] as const) {
      it(`fails the ${form} with one line and no stack`, async () => {
        const { result, errors } = await failedPreview(program, test.config("accessToken"));
        assert.equal(errors.length, 1);
        assert.match(errors[0]?.line ?? "", NOT_FOUND);
        assert.doesNotMatch(result.stdout + result.stderr, /^\s+at /m);
        assert.doesNotMatch(result.stdout, /unhandled exception/);
      });
    }

    it("fails up in the same way, and leaves a stack that works again", async () => {
      const project = new EngineProject(engine.pulumi, "errors-up", RESOURCE);
      await project.configure(test.config("accessToken"));
      const result = await project.cli(["up", "--yes", "--skip-preview"]);
      assert.notEqual(result.exitCode, 0);
      assert.match(result.stdout, NOT_FOUND);
      test.atlas.setRun(RUN);
      await project.up();
      assert.equal((await project.runsInState()).length, 1);
    });
  });

  context("when there are no credentials", () => {
    for (const program of [RESOURCE, FUNCTION]) {
      it(`names one way to set them, and where the others are: ${program.slice(0, 20)}…`, async () => {
        const { errors } = await failedPreview(program, { "mongodbatlas:baseUrl": test.atlas.baseUrl });
        assert.equal(errors.length, 1);
        assert.match(
          errors[0]?.line ?? "",
          /Set mongodbatlas:clientId and mongodbatlas:clientSecret with pulumi config set --secret, .* README/,
        );
        assert.equal(test.atlas.requests.length, 0);
      });
    }
  });

  for (const kind of KINDS) {
    context(`when the credentials of the kind ${kind} are wrong`, () => {
      it("says so, without the credentials", async () => {
        const wrong = Object.fromEntries(
          Object.entries(test.config(kind)).map(([key, value]) => [
            key,
            /accessToken|Secret|privateKey/.test(key) ? "wrong-but-secret" : value,
          ]),
        );
        const { result, errors } = await failedPreview(RESOURCE, wrong);
        assert.equal(errors.length, 1);
        assert.match(
          errors[0]?.line ?? "",
          new RegExp(
            `401 from (the token endpoint of )?Atlas: .* from the stack configuration was refused, reading ${WHAT}`,
          ),
        );
        assert.doesNotMatch(result.stdout + result.stderr, /wrong-but-secret/);
      });
    });
  }

  context("when an argument is out of form", () => {
    const BAD: readonly (readonly [string, string, RegExp])[] = [
      ["projectId", `"xyz"`, /projectId must be 24 lower-case hexadecimal digits \(0-9, a-f\), got "xyz"/],
      ["pipelineName", `"a/b"`, /pipelineName must be 1 to 64 characters without .*, got "a\/b"/],
      ["pipelineName", `".."`, /pipelineName must be .* not "\." or "\.\.", got "\.\."/],
      [
        "pipelineRunId",
        `pulumi.output("F00")`,
        /pipelineRunId must be 24 lower-case hexadecimal digits \(0-9, a-f\), got "F00"/,
      ],
    ];
    for (const [name, value, message] of BAD) {
      it(`says which and what is allowed, before any request: ${name} ${value}`, async () => {
        const program = `new atlas.DataLakePipelineRun("nightly", { ...${ARGS}, ${name}: ${value} });`;
        const { errors } = await failedPreview(program, test.config("accessToken"));
        assert.equal(errors.length, 1);
        assert.match(errors[0]?.line ?? "", message);
        assert.equal(test.atlas.requests.length, 0);
      });
    }
  });

  context("when Atlas has removed the API", () => {
    it("says so, since when, and what remains", async () => {
      test.atlas.fail({ type: "gone" });
      const { errors } = await failedPreview(RESOURCE, test.config("accessToken"));
      assert.match(
        errors[0]?.line ?? "",
        /410 from Atlas: the Data Lake Pipelines API is gone, .*: VERSION_GONE .*pulumi stack output/,
      );
    });
  });

  context("when a program makes the resource without an id", () => {
    it("refuses to create it", async () => {
      const program = `
        const { PROVIDER_TEXT } = require("../../../dist/pulumi/resource/provider-text.js");
        new pulumi.CustomResource("pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun", "nightly",
          { __provider: PROVIDER_TEXT });`;
      const project = new EngineProject(engine.pulumi, "errors-create", program);
      await project.configure(test.config("accessToken"));
      const result = await project.cli(["up", "--yes", "--skip-preview"]);
      assert.notEqual(result.exitCode, 0);
      assert.match(result.stdout, /error: a DataLakePipelineRun is read, never created/);
    });
  });
});
