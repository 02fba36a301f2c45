import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineProject } from "../../tools/engine/project.js";
import { shell } from "../helpers/engine/shell.js";
import { RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";

const CHECK = JSON.stringify({ ...RUN_ARGS, expectedState: "FAILED" });

/** Inline programs of the Automation API whose check has no reader. */
const HOST = `
  const atlas = require("pulumi-atlas-data-lake");
  const { LocalWorkspace } = require("@pulumi/pulumi/automation");
  const programs = {
    promise: async () => void atlas.getDataLakePipelineRun(${CHECK}),
    afterResource: async () => {
      const run = new atlas.DataLakePipelineRun("run", ${JSON.stringify(RUN_ARGS)});
      atlas.getDataLakePipelineRunOutput({ ...${CHECK}, pipelineRunId: run.pipelineRunId });
    },
  };
  (async () => {
    const results = {};
    for (const [stackName, program] of Object.entries(programs)) {
      const stack = await LocalWorkspace.createOrSelectStack({ projectName: "automation", stackName, program }, { workDir: __dirname });
      for (const [key, value] of Object.entries(JSON.parse(process.env.CONFIG))) await stack.setConfig(key, { value, secret: true });
      for (const operation of ["preview", "up"]) {
        results[stackName + " " + operation] = await stack[operation]().then(
          () => "succeeded",
          (error) => /error: PENDING .*expected FAILED/.test(error.message) ? "failed with the check" : error.message,
        );
      }
    }
    console.log(JSON.stringify(results));
  })();`;

describe("inline programs of the Automation API", function () {
  let atlas: TestAtlas;
  let project: EngineProject;
  const engine = useEngine(async (pulumi) => {
    atlas = await startTestAtlas();
    project = new EngineProject(pulumi, "automation", "");
  });

  after(async () => {
    await (atlas as TestAtlas | undefined)?.atlas.close();
  });

  it("fail by a check whose result nothing takes", async () => {
    atlas.atlas.fail({ type: "delay", milliseconds: 300 });
    writeFileSync(join(project.folder, "host.js"), HOST);
    const environment = { ...engine.pulumi.environment, CONFIG: JSON.stringify(atlas.config("accessToken")) };
    const { code, printed } = await shell("node host.js", project.folder, environment);
    assert.equal(code, 0, printed);
    const failed = ["promise preview", "promise up", "afterResource preview", "afterResource up"];
    assert.deepEqual(
      JSON.parse(printed.trim().split("\n").at(-1) ?? ""),
      Object.fromEntries(failed.map((name) => [name, "failed with the check"])),
    );
  });
});
