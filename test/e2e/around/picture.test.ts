import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { useProjects } from "../../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../../helpers/local-atlas.js";

const DONE = { state: "DONE", phase: "INGESTION" } as const;
const FIRST = "32b6e34b3d91647abb20e7bc";
const FAILED = "32b6e34b3d91647abb20e7b9";
const MOVING = "32b6e34b3d91647abb20e7bb";

const PROGRAM = `const run = new atlas.DataLakePipelineRun("nightly", {
  ...${JSON.stringify(RUN_ARGS)}, pipelineRunId: new pulumi.Config().require("pipelineRunId"),
  expectedState: "DONE", wait: { pollIntervalSeconds: 2 },
});
const { state, snapshotId, datasetName } = run;
module.exports = { state, snapshotId, datasetName };`;

/** The text of the picture in one piece: a line that is too long for it goes on in the next. */
function textOf(svg: string): string {
  const lines = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, line = ""]) => line);
  return plain(lines.join("").replace(/<[^>]*>/g, ""));
}

/** Without white space, times, and the end of the stack's name, which is a word of its own in these tests. */
function plain(text: string): string {
  return text
    .replace(/\s/g, "")
    .replace(/after\d+s/g, "after")
    .replace(/\(first-run-dev\)|\(picture-0-test\)/g, "(stack)");
}

describe("the picture of the README", () => {
  const test = useProjects("picture", { deprecated: false });

  it("shows what the engine prints, and nothing else", async () => {
    const project = test.project(PROGRAM);
    test.add(FIRST, FAILED, MOVING);
    test.found({ ...DONE, snapshotId: "5f1e9c0d3b7a4e2c8d6f10a4" }, FIRST);
    test.found({ snapshotId: "5f1e9c0d3b7a4e2c8d6f10a1" }, MOVING);
    test.found({ state: "FAILED", phase: "EXPORT" }, FAILED);
    test.found({ state: "IN_PROGRESS", phase: "EXPORT" }, MOVING);
    let picture = textOf(readFileSync(join(ROOT, "docs", "images", "preview.svg"), "utf8"));
    const shows = (line: string): void => {
      assert.ok(picture.includes(plain(line)), `the picture lacks: ${line}`);
      picture = picture.replace(plain(line), "");
    };
    const run = async (id: string, ...args: readonly string[]): Promise<void> => {
      project.configure({ ...test.config("accessToken"), [`${project.name}:pipelineRunId`]: id });
      const { exitCode, stdout } = await project.cli([...args, "--suppress-progress"]);
      shows(`$ pulumi config set pipelineRunId ${id}`);
      shows(`$ pulumi ${args.join(" ")}`);
      // The lines before, one for each event, are what a terminal replaces as it goes.
      const [sections = ""] = /^(Diagnostics|Outputs):[^]*?(?=^Duration:|(?![^]))/m.exec(stdout) ?? [];
      sections.split("\n").forEach(shows);
      if (exitCode !== 0) shows(`$ echo $?${String(exitCode)}`);
    };
    await run(FIRST, "preview");
    await run(FAILED, "preview");
    // The run is done at the third read.
    const move = setInterval(() => {
      if (test.atlas.requests.filter(({ path }) => path.endsWith(MOVING)).length >= 2)
        test.found(DONE, MOVING);
    }, 50);
    await run(MOVING, "up", "--yes", "--skip-preview").finally(() => {
      clearInterval(move);
    });
    assert.equal(picture, "", "more than the engine prints");
  });
});
