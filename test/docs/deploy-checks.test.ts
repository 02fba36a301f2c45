import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getDataLakePipelineRun, getLatestDataLakePipelineRun, requireField } from "../../provider/index.js";
import { startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { codeBlocks, readMarkdown } from "../helpers/docs/markdown.js";
import { rejection, setConfig } from "../helpers/functions.js";

describe("the guide to deploy checks", () => {
  let local: LocalAtlas;
  const configBefore = pulumi.runtime.allConfig();

  before(async () => {
    local = await startLocalAtlas({ ...EXAMPLE_SCENARIO, deprecated: false });
    setConfig({ "mongodbatlas:baseUrl": local.baseUrl, "mongodbatlas:accessToken": "offline-token" });
  });

  after(async () => {
    pulumi.runtime.setAllConfig(configBefore);
    await local.close();
  });

  it("shows the messages of the runs that a local Atlas serves without a scenario", async () => {
    const [pending] = EXAMPLE_SCENARIO.runs?.filter(({ run }) => run.state === "PENDING") ?? [];
    const { projectId, pipelineName, run } = pending ?? assert.fail("no run is pending");
    const [done] = EXAMPLE_SCENARIO.runs?.filter(({ run: { state } }) => state === "DONE") ?? [];
    const createdDate = new Date(Date.now() - 30.98 * 3_600_000).toISOString();
    local.updateRun(projectId, pipelineName, done?.run._id ?? "", { createdDate });
    const args = { projectId, pipelineName, pipelineRunId: run._id };
    const read = await getDataLakePipelineRun(args);
    const errors = [
      await rejection(getDataLakePipelineRun({ ...args, expectedState: "DONE" })),
      await rejection(Promise.resolve().then(() => requireField(read, "datasetName"))),
      await rejection(getLatestDataLakePipelineRun({ projectId, pipelineName, maxAgeHours: 26 })),
    ];
    const shown = codeBlocks("docs/deploy-checks.md").filter(({ language }) => language === "text");
    assert.deepEqual(
      shown.map(({ code }) => code),
      errors.map(({ message }) => `${message}\n`),
    );
    assert.ok(readMarkdown("docs/deploy-checks.md").includes(`pulumi config set pipelineRunId ${run._id}`));
  });
});
