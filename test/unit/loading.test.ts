import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** The modules that a program has loaded besides Pulumi's SDK, in a process of its own. */
function modulesAfter(program: string): readonly string[] {
  const script = `
    require("@pulumi/pulumi");
    const before = new Set(Object.keys(require.cache));
    const atlas = require("pulumi-atlas-data-lake");
    Promise.resolve((${program})(atlas)).then(() => {
      console.log(JSON.stringify(Object.keys(require.cache).filter((name) => !before.has(name))));
    });`;
  const env = { PATH: process.env["PATH"] };
  return JSON.parse(
    execFileSync(process.execPath, ["-e", script], { cwd: ROOT, env, encoding: "utf8" }),
  ) as string[];
}

const isOf = (folder: string) => (name: string) => name.includes(join(ROOT, folder));

describe("the modules that are loaded", () => {
  it("are none of those that read, until a function reads", () => {
    const modules = modulesAfter("() => undefined");
    assert.deepEqual(
      modules.filter((name) => !isOf("dist/")(name) && !isOf("node_modules/fastest-levenshtein/")(name)),
      [],
    );
    for (const part of ["dist/atlas/client", "dist/atlas/auth", "dist/atlas/read"]) {
      assert.deepEqual(modules.filter(isOf(part)), []);
    }
  });

  it("are those of a read when the first is made", () => {
    const args = `{ projectId: "${"a".repeat(24)}", pipelineName: "nightly", pipelineRunId: "${"b".repeat(24)}" }`;
    const modules = modulesAfter(`(atlas) => atlas.getDataLakePipelineRun(${args}).catch(() => undefined)`);
    assert.ok(modules.some(isOf("dist/atlas/client")) && modules.some(isOf("node_modules/io-ts")));
  });
});
