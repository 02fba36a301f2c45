import assert from "node:assert/strict";
import { codeBlocks } from "../../helpers/docs/markdown.js";
import { DECLARE_RUN } from "../../helpers/engine/dependants.js";
import { shell } from "../../helpers/engine/processes.js";
import { STACK } from "../../../tools/engine/project.js";
import { useProjects } from "../../helpers/engine/use-projects.js";
import { RUN } from "../../helpers/local-atlas.js";

/** The first block of a language in the last part of the guide, on what to do after the end of the API. */
function block(language: string): string {
  const blocks = codeBlocks("docs/migrating.md").filter((block) => block.language === language);
  return blocks[blocks.length - 1]?.code ?? assert.fail(language);
}

describe("outputs that are frozen as the guide says", () => {
  const test = useProjects("frozen");

  it("stay in the stack when the API is gone, and the run leaves the state without a request", async () => {
    const outputs = { snapshotId: RUN.run.snapshotId, datasetName: RUN.run.datasetName };
    const project = test.project(`${DECLARE_RUN}
      exports.snapshotId = run.snapshotId;
      exports.datasetName = run.datasetName;`);
    await project.up();
    test.atlas.fail({ type: "gone" });
    test.atlas.clearRequests();

    const { code, printed } = await shell(block("sh"), project.folder, {
      ...test.pulumi.environment,
      PULUMI_STACK: STACK,
    });
    assert.equal(code, 0, printed);
    project.program(block("ts").replaceAll("export const ", "exports."));
    await project.up();
    assert.deepEqual(project.outputs(), outputs);
    assert.deepEqual(project.runsInState(), []);
    assert.equal(test.atlas.requests.length, 0);
  });
});
