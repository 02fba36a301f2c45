import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { ROOT } from "../../../tools/root.js";
import { installPacked } from "../../helpers/packed.js";
import { RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { fetchOnce } from "../../helpers/npm.js";
import { tempFolder } from "../../helpers/temp-folder.js";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { getDataLakePipelineRun } from "pulumi-atlas-data-lake";

pulumi.runtime.setAllConfig(JSON.parse(process.env.CONFIG));
getDataLakePipelineRun(${JSON.stringify(RUN_ARGS)}).then(({ state }) => {
  console.log(state);
  if (process.env.END === "exit") process.exit();
});
`;

const REQUIRE =
  'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const ESBUILD = [
  "program.js",
  "--bundle",
  "--platform=node",
  "--external:@pulumi/pulumi",
  "--log-level=error",
];
const NCC = ["build", "program.js", "--quiet", "-e", "@pulumi/pulumi", "-o", "ncc"];

/** Bundlers by name, with their version, the file that is their command, its arguments, and the file of the bundle. */
const BUNDLERS: readonly (readonly [string, string, string, readonly string[], string])[] = [
  ["esbuild", "0.28.2", "bin/esbuild", [...ESBUILD, "--outfile=one/two/index.cjs"], "one/two/index.cjs"],
  [
    "esbuild",
    "0.28.2",
    "bin/esbuild",
    [...ESBUILD, "--minify", "--format=esm", `--banner:js=${REQUIRE}`, "--outfile=index.mjs"],
    "index.mjs",
  ],
  ["@vercel/ncc", "0.45.0", "dist/ncc/cli.js", NCC, "ncc/index.js"],
];

describe("a program that is bundled with the packed tarball", function () {
  this.timeout(240_000).slow(60_000);

  let folder: ReturnType<typeof tempFolder>;
  let test: TestAtlas;

  before(async () => {
    folder = tempFolder();
    test = await startTestAtlas();
    installPacked(folder.path);
    writeFileSync(
      join(folder.path, "package.json"),
      JSON.stringify({ name: "application", version: "9.9.9" }),
    );
    writeFileSync(join(folder.path, "program.js"), PROGRAM);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
    folder.remove();
  });

  const { name, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const userAgent = `${name}/${version} node/${process.versions.node}`;

  for (const [tool, toolVersion, command, args, file] of BUNDLERS) {
    it(`reads, names this package to Atlas, and revokes its token at its end: ${tool}, ${file}`, async () => {
      const bin = join(await fetchOnce(tool, toolVersion), "node_modules", tool, command);
      const { stderr, failure } = await runCommand(bin, args, { cwd: folder.path });
      assert.equal(failure, undefined, stderr);
      for (const end of ["natural", "exit"]) {
        test.atlas.clearRequests();
        const { stdout, stderr } = await runCommand(process.execPath, [file], {
          cwd: folder.path,
          env: { ...NO_CREDENTIALS, CONFIG: JSON.stringify(test.config("serviceAccount")), END: end },
        });
        assert.deepEqual([stdout.trim(), stderr], [String(RUN.run.state), ""]);
        assert.deepEqual(
          test.atlas.requests.map(({ path, headers }) => [path.split("/").at(-1), headers["user-agent"]]),
          ["token", RUN_ARGS.pipelineRunId, "revoke"].map((path) => [path, userAgent]),
        );
      }
    });
  }
});
