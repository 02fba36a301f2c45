import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { STACK, type EngineProject } from "../../../tools/engine/project.js";
import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";
import { LATER } from "../../helpers/engine/dependants.js";
import { useProjects } from "../../helpers/engine/use-projects.js";
import { ROOT } from "../../../tools/root.js";

const SCRIPT = join(ROOT, "examples", "ci", "preview.sh");
const ARGS = JSON.stringify(RUN_ARGS).slice(1, -1);
const EARLIER = "# An earlier step\n\n";

describe("the example CI script on the engine", function () {
  const test = useProjects("ci");
  let project: EngineProject;

  before(() => {
    project = test.project("");
  });

  /** Runs the script as a step of a pipeline would, with a summary file that has a line already, or none. */
  async function summarized(
    args: readonly string[] = [],
    file = join(project.folder, "summary.md"),
  ): Promise<PulumiResult & { summary: string }> {
    if (file !== "") writeFileSync(file, EARLIER);
    const { execa } = await import("execa");
    const { exitCode = -1, ...output } = await execa(SCRIPT, args, {
      cwd: project.folder,
      env: { ...test.pulumi.environment, PULUMI_STACK: STACK, GITHUB_STEP_SUMMARY: file },
      extendEnv: false,
      stdin: "ignore",
      reject: false,
    });
    if (file === "") return { exitCode, ...output, summary: output.stdout };
    const text = readFileSync(file, "utf8");
    assert.ok(text.startsWith(EARLIER), text);
    return { exitCode, ...output, summary: text.slice(EARLIER.length) };
  }

  it("shows the planned outputs, none of them from the stack's state, and masks secrets", async () => {
    project.program(`${LATER}
      const run = new atlas.DataLakePipelineRun("nightly", { ${ARGS}, expectedState: ["PENDING", "DONE"] });
      exports.state = run.state;
      exports.dataset = { name: run.datasetName, stats: run.stats, sizes: [1, true, null, "x"], none: {} };
      exports.later = new Later("later", "now").value;
      exports.password = pulumi.secret("hunter2");
      exports.nested = { deep: pulumi.secret(["hunter2"]), list: [pulumi.secret("hunter2"), "open"] };
      exports.awkward = "a|b\\n\`c\` <b>";
      exports.empty = "";
      exports.readme = atlas.dataLakePipelineRunReadme(run);`);
    const rowsOf = (state: string, later: string): readonly string[] => [
      "| `awkward` | <code>a&#124;b&#10;&#96;c&#96; &#60;b&#62;</code> |",
      `| \`dataset.name\` | \`${RUN.run.datasetName ?? ""}\` |`,
      "| `dataset.none` | `{}` |",
      '| `dataset.sizes` | `[1,true,null,"x"]` |',
      "| `dataset.stats.bytesExported` | `42` |",
      "| `dataset.stats.numDocs` | `42` |",
      "| `empty` | (empty) |",
      `| \`later\` | \`${later}\` |`,
      "| `nested.deep` | `[secret]` |",
      '| `nested.list` | `["[secret]","open"]` |',
      "| `password` | `[secret]` |",
      `| \`state\` | \`${state}\` |`,
      `\n## Data Lake Pipeline run\n\n**${state}** (phase SNAPSHOT)\n`,
    ];
    const summaryOf = (counts: string, state: string, later: string): string =>
      `### Preview succeeded\n\nResources: ${counts}\n\n| Output | Value |\n| --- | --- |\n` +
      rowsOf(state, later).join("\n");

    const first = await summarized();
    assert.equal(first.exitCode, 0, first.stdout + first.stderr);
    assert.ok(first.summary.startsWith(summaryOf("2 create", "PENDING", "(known after up)")), first.summary);
    assert.match(first.summary, /\n\| Documents \| 42 \|\n\n$/);

    await project.up();
    test.found({ state: "DONE" });
    const second = await summarized();
    assert.ok(second.summary.startsWith(summaryOf("1 read, 2 same", "DONE", "now")), second.summary);
    for (const { stdout, stderr, summary } of [first, second]) {
      for (const secret of ["hunter2", ...test.secrets]) {
        assert.ok(!`${stdout}${stderr}${summary}`.includes(secret), secret);
      }
    }
  });

  it("ends with the preview's exit code and its error, and prints the summary where there is no file for it", async () => {
    project.program(
      `exports.state = new atlas.DataLakePipelineRun("nightly", { ${ARGS}, expectedState: "DONE" }).state;`,
    );
    const { exitCode, summary } = await summarized();
    assert.ok(exitCode > 0);
    assert.ok(
      summary.startsWith(
        `### Preview failed (exit code ${String(exitCode)})\n\n\`\`\`text\nPreview failed: `,
      ),
    );
    assert.match(summary, /PENDING \(SNAPSHOT\), expected DONE: run nightly\/.* \[UNEXPECTED_STATE\]\n```\n/);

    const nowhere = await summarized(["--stack", "nowhere"], "");
    assert.notEqual(nowhere.exitCode, 0);
    assert.match(nowhere.summary, /### Preview failed .*\n\n```text\nerror: no stack named 'nowhere' found/);
  });
});
