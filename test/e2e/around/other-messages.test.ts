import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../../tools/engine/link-modules.js";
import { EngineProject } from "../../../tools/engine/project.js";
import { ROOT } from "../../../tools/root.js";
import { readMarkdown } from "../../helpers/docs/markdown.js";
import { DECLARE_RUN } from "../../helpers/engine/dependants.js";
import { failed, useProjects } from "../../helpers/engine/use-projects.js";
import { RUN } from "../../helpers/local-atlas.js";

const TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";

/** The message that the troubleshooting guide shows under a heading. */
function documented(heading: string): string {
  const [, section = ""] = readMarkdown("docs/troubleshooting.md").split(`### ${heading}\n`);
  return /^```text\n(.*?)\n```$/ms.exec(section)?.[1] ?? assert.fail(heading);
}

describe("the messages of Pulumi in the troubleshooting guide", () => {
  const test = useProjects("other-messages");

  it("are printed for a missing field, an import, and a refresh without the package", async () => {
    const home = join(test.pulumi.folder, "installed");
    mkdirSync(home);
    linkModules(home, join(ROOT, "node_modules"), ROOT);
    const program = `${DECLARE_RUN}\nexports.datasetName = run.datasetName;`;
    const project = new EngineProject(test.pulumi, "messages", program, { folder: join(home, "messages") });
    project.configure(test.config("accessToken"));
    test.atlas.setRun({ ...RUN, run: { _id: RUN.run._id, state: "PENDING" } });

    const up = await project.up();
    assert.ok(up.includes(documented("Undefined value will not show as a stack output")), up);

    const id = `${RUN.projectId}/${RUN.pipelineName}/${RUN.run._id}`;
    const imported = await failed(project, ["import", "--yes", TYPE, "another", id]);
    assert.ok(imported.stdout.includes(documented("Import")), imported.stdout);

    rmSync(join(home, "node_modules", "pulumi-atlas-data-lake"), { recursive: true });
    const refreshed = await failed(project, ["refresh", "--yes", "--skip-preview"]);
    assert.ok(refreshed.stdout.includes(documented("Cannot find module")), refreshed.stdout);
    await project.destroy();
  });
});
