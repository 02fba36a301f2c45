import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import * as atlas from "pulumi-atlas-data-lake";
import { failed, UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";

/** Resolves after the program has come to its end. */
const later = async <T>(value: T): Promise<T> => {
  await delay(300);
  return value;
};

const CHECK = { ...RUN_ARGS, expectedState: "FAILED" } as const;

describe("inline programs of the Automation API", () => {
  const test = useProjects("automation");

  for (const [name, program] of Object.entries({
    "a promise form": () => {
      void atlas.getDataLakePipelineRun(CHECK);
    },
    "a promise form beside a call that ends sooner": () => {
      void atlas.getDataLakePipelineRun(CHECK);
      atlas.getDataLakePipelineRun({ ...CHECK, projectId: "invalid" }).catch(() => undefined);
    },
    "an Output form that takes an output of a resource": () => {
      const { pipelineRunId } = new atlas.DataLakePipelineRun("run", RUN_ARGS);
      atlas.getDataLakePipelineRunOutput({ ...CHECK, pipelineRunId });
    },
    "an Output form that waits for an argument": () => {
      atlas.getDataLakePipelineRunOutput({ ...CHECK, pipelineRunId: later(CHECK.pipelineRunId) });
    },
    "an Output form that waits for dependsOn": () => {
      atlas.getDataLakePipelineRunOutput(CHECK, { dependsOn: later([]) });
    },
    "an Output form with a late Provider": () => {
      const provider = new atlas.Provider("late", {
        accessToken: later("refused"),
        baseUrl: test.atlas.baseUrl,
      });
      atlas.getDataLakePipelineRunOutput(CHECK, { provider });
    },
    "requireField of an Output form that waits for an argument": () => {
      const { projectId, pipelineName } = CHECK;
      const run = atlas.getLatestDataLakePipelineRunOutput({
        projectId,
        pipelineName: later(pipelineName),
        state: "FAILED",
      });
      atlas.requireField(run, "datasetName");
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
        assert.match(lines.join("\n"), /^(PENDING .*expected FAILED|no FAILED run|401 from Atlas)/m);
      }
    });
  }

  it("warn of the same once in each preview of a process", async () => {
    const args = { ...RUN_ARGS, expectedState: ["PENDING", "PAUSED"] as never };
    const project = test.inline(async () => {
      for (let n = 0; n < 2; n += 1) await atlas.getDataLakePipelineRun(args);
      return undefined;
    });
    for (let n = 0; n < 2; n += 1) {
      const stdout = await project.preview();
      assert.equal(
        stdout.split(/^Diagnostics:$/m)[1]?.match(/documents no state "PAUSED"/g)?.length,
        1,
        stdout,
      );
    }
  });
});
