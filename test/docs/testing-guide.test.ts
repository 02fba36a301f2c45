import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { startLocalAtlas, type LocalAtlasOptions } from "../../provider/testing/index.js";
import ts from "typescript";
import { NO_CREDENTIALS } from "../../tools/engine/project.js";
import { codeBlocks, readMarkdown, ROOT } from "../helpers/docs/markdown.js";
import { read } from "../helpers/local-atlas-client.js";

const FILE = "docs/testing.md";

interface MochaReport {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
}

describe("the testing guide", function () {
  this.timeout(60_000).slow(20_000);

  // In the checkout, where it finds the package by its name.
  const folder = join(ROOT, "build", "testing-guide");

  before(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  });

  it("shows tests that pass", async () => {
    const written = codeBlocks(FILE).flatMap(({ code }) => {
      const [, name] = /^\/\/ ([\w.-]+)\.ts\n/.exec(code) ?? [];
      if (name === undefined) return [];
      const options = {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      };
      const { outputText } = ts.transpileModule(code, { compilerOptions: options });
      writeFileSync(join(folder, `${name}.js`), outputText);
      return [name];
    });
    assert.deepEqual(written, ["infrastructure", "infrastructure.test", "functions.test"]);
    // All in one process, as a reader would run them.
    const { stats } = await mocha(join(folder, "*.test.js"));
    assert.deepEqual([stats.passes, stats.failures, stats.pending], [5, 0, 0]);
  });

  it("lists the runs that a local Atlas serves without a scenario", () => {
    const rows = readMarkdown(FILE).matchAll(/^\| `(\w+)` +\| `(\w+)`/gm);
    assert.deepEqual(
      [...rows].map(([, id, state]) => [id, state]),
      EXAMPLE_SCENARIO.runs?.map(({ run }) => [run._id, run.state]),
    );
  });

  it("shows a scenario that a local Atlas starts with", async () => {
    const [scenario] = codeBlocks(FILE).filter(({ language }) => language === "json");
    const options = JSON.parse(scenario?.code ?? "") as LocalAtlasOptions;
    const local = await startLocalAtlas(options);
    const { projectId, pipelineName, run } = options.runs?.[0] ?? assert.fail("it has no run");
    const path = `/api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs/${run._id}`;
    local.clearFaults();
    const authorization = `Bearer ${options.accessTokens?.[0]?.token ?? ""}`;
    const { json } = await read(local.baseUrl + path, { authorization }).finally(() => local.close());
    assert.deepEqual(json, run);
  });
});

/** Runs these files as `mocha` would, in a process of its own. */
async function mocha(files: string): Promise<MochaReport> {
  const command = [require.resolve("mocha/bin/mocha.js"), "--no-config", "--reporter", "json", files];
  const { execa } = await import("execa");
  const options = {
    cwd: ROOT,
    env: NO_CREDENTIALS,
    stdin: "ignore",
    timeout: 50_000,
    reject: false,
  } as const;
  const { stdout } = await execa(process.execPath, command, { ...options, stderr: "inherit" });
  return JSON.parse(/^\{[^]*/m.exec(stdout)?.[0] ?? assert.fail(stdout)) as MochaReport;
}
