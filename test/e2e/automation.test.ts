import assert from "node:assert/strict";
import * as atlas from "pulumi-atlas-data-lake";
import { failed, UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";

const CHECK = { ...RUN_ARGS, expectedState: "FAILED" } as const;

describe("inline programs of the Automation API", () => {
  const test = useProjects("automation");

  for (const [name, program] of Object.entries({
    "a promise form": () => {
      void atlas.getDataLakePipelineRun(CHECK);
    },
    "an Output form that takes an output of a resource": () => {
      const { pipelineRunId } = new atlas.DataLakePipelineRun("run", RUN_ARGS);
      atlas.getDataLakePipelineRunOutput({ ...CHECK, pipelineRunId });
    },
  })) {
    it(`fail in preview and up by the check of ${name} whose result nothing takes`, async () => {
      test.atlas.fail({ type: "delay", milliseconds: 300 });
      const project = test.inline(() => {
        program();
        return Promise.resolve(undefined);
      });
      for (const args of [["preview"], UP]) {
        const { lines } = await failed(project, args);
        assert.match(lines.join("\n"), /^PENDING .*expected FAILED/m);
      }
    });
  }
});
