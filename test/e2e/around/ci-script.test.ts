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
const RUN_IN_ERRORS = `run nightly/${RUN.run._id} in project ${RUN.projectId}`;
const EARLIER = "# An earlier step\n\n";

describe("the example CI script on the engine", function () {
  const test = useProjects("ci");
  let project: EngineProject;

  before(() => {
    project = test.project("");
  });

  /** Runs the script in the project, as a step of a pipeline would. */
  async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<PulumiResult> {
    const { execa } = await import("execa");
    const { exitCode = -1, ...output } = await execa(SCRIPT, args, {
      cwd: project.folder,
      env: { ...test.pulumi.environment, PULUMI_STACK: STACK, ...env },
      extendEnv: false,
      stdin: "ignore",
      stripFinalNewline: false,
      reject: false,
    });
    return { exitCode, stdout: output.stdout, stderr: output.stderr };
  }

  /** Runs it with a summary file that has a line already, and gives what was appended. */
  async function summarized(...args: readonly string[]): Promise<PulumiResult & { summary: string }> {
    const file = join(project.folder, "summary.md");
    writeFileSync(file, EARLIER);
    const result = await run(args, { GITHUB_STEP_SUMMARY: file });
    const text = readFileSync(file, "utf8");
    assert.ok(text.startsWith(EARLIER), text);
    return { ...result, summary: text.slice(EARLIER.length) };
  }

  it("prints the summary where there is no file for it", async () => {
    const { exitCode, stdout } = await run([], { GITHUB_STEP_SUMMARY: "" });
    assert.equal(exitCode, 0);
    assert.match(stdout, /\n### Preview succeeded\n\nResources: 1 create\n\nThe stack has no outputs\.\n\n$/);
  });

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
    const summaryOf = (counts: string, state: string, later: string): string =>
      [
        "### Preview succeeded",
        "",
        `Resources: ${counts}`,
        "",
        "| Output | Value |",
        "| --- | --- |",
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
        "",
        "## Data Lake Pipeline run",
        "",
        `**${state}** (phase SNAPSHOT)`,
        "",
      ].join("\n");

    const first = await summarized();
    assert.equal(first.exitCode, 0, first.stdout + first.stderr);
    assert.ok(first.summary.startsWith(summaryOf("2 create", "PENDING", "(known after up)")), first.summary);
    assert.match(first.summary, /\n\| Documents \| 42 \|\n\n$/);
    assert.match(first.stdout, /^Previewing update \(test\):$/m);
    assert.doesNotMatch(first.stdout, /### Preview/);

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

  it("ends with the preview's exit code when a run is not in the expected state", async () => {
    project.program(
      `exports.state = new atlas.DataLakePipelineRun("nightly", { ${ARGS}, expectedState: "DONE" }).state;`,
    );
    const result = await summarized();
    assert.ok(result.exitCode > 0);
    assert.equal(
      result.summary,
      [
        `### Preview failed (exit code ${String(result.exitCode)})`,
        "",
        "```text",
        `Preview failed: PENDING (SNAPSHOT), expected DONE: ${RUN_IN_ERRORS}; last changed at ` +
          "2025-05-04T09:42:00Z [UNEXPECTED_STATE]",
        "```",
        "",
        "",
      ].join("\n"),
    );
    assert.match(result.stdout, /PENDING \(SNAPSHOT\), expected DONE/);
  });

  it("keeps the block closed around an error with backticks", async () => {
    project.program(`
      const check = async () => { throw new Error("before\\n\`\`\`\\n| # after \`\`\`\`"); };
      new pulumi.dynamic.Resource({ check, create: async () => ({ id: "1" }) }, "checked", {});`);
    const { exitCode, summary } = await summarized();
    assert.notEqual(exitCode, 0);
    const lines = summary.trimEnd().split("\n");
    assert.deepEqual([lines[2], lines.at(-1)], ["`````text", "`````"]);
    assert.deepEqual(lines.slice(3, -1), ["before", "```", "| # after ````"]);
  });

  it("shows what the CLI says when there is no preview at all", async () => {
    const { exitCode, stderr, summary } = await summarized("--stack", "nowhere");
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /no stack named 'nowhere' found/);
    assert.match(
      summary,
      /^### Preview failed \(exit code \d+\)\n\n```text\nerror: no stack named 'nowhere' found/,
    );
  });
});
