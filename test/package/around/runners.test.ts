import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { codeBlocks, readMarkdown } from "../../helpers/docs/markdown.js";
import { tempFolder } from "../../helpers/temp-folder.js";
import { packInto } from "../../helpers/packed.js";
import { TEMPLATE_OPTIONS } from "../consumers/kinds.js";
import { install, pinned } from "../consumers/projects.js";

const FILE = "docs/testing.md";

/** Versions of the packages that the guide installs and that are not among the devDependencies. They run on Node 20. */
const VERSIONS: Readonly<Record<string, string>> = {
  jest: "30.5.2",
  "@types/jest": "30.0.0",
  "ts-jest": "29.4.15",
  vitest: "4.1.12",
};

interface Runner {
  readonly name: string;
  /** Names of the packages to install. */
  readonly packages: readonly string[];
  /** Arguments of `npx`. */
  readonly command: readonly string[];
}

/** The rows of the guide's table of test runners. */
function runners(): readonly Runner[] {
  const rows = readMarkdown(FILE).matchAll(
    /^\| (\w+) +\| `npm install --save-dev (.+?)` +\| `npx (.+?)` +\|$/gm,
  );
  return [...rows].map(([, name = "", packages = "", command = ""]) => ({
    name,
    packages: packages.split(" "),
    command: command.split(" "),
  }));
}

/** The last lines of a runner's report, one for each time that its command runs. */
const PASSED: Readonly<Record<string, readonly RegExp[]>> = {
  mocha: [/^ {2}2 passing/m, /^ {2}3 passing/m],
  Jest: [/^Tests: +5 passed, 5 total$/m],
  vitest: [/^ +Tests {2}5 passed \(5\)$/m],
};

describe("the tests of the testing guide, with the packed tarball", function () {
  this.timeout(240_000).slow(120_000);

  let folder: ReturnType<typeof tempFolder>;
  let tarball: string;

  before(() => {
    folder = tempFolder();
    tarball = packInto(folder.path);
  });

  after(() => {
    folder.remove();
  });

  it("has the runners that are tested here", () => {
    assert.deepEqual(
      runners().map(({ name }) => name),
      Object.keys(PASSED),
    );
  });

  for (const { name, packages, command } of runners()) {
    it(`pass with ${name}, installed and run as the guide says`, async () => {
      const versions = packages.map((one) => [one, VERSIONS[one] ?? pinned(one)] as const);
      const project = install("npm", join(folder.path, name), {
        "pulumi-atlas-data-lake": `file:${tarball}`,
        "@pulumi/pulumi": pinned("@pulumi/pulumi"),
        "@types/node": pinned("@types/node"),
        typescript: pinned("typescript"),
        ...Object.fromEntries(versions),
      });
      writeTests(project, name);
      // mocha runs all files in one process, where mocks would stay.
      const commands =
        name === "mocha" ? [command, [...command.slice(0, -1), "functions.test.ts"]] : [command];
      for (const [index, args] of commands.entries()) {
        const options = { cwd: project, env: { ...NO_CREDENTIALS, NO_COLOR: "1" }, timeout: 200_000 };
        const { stdout, stderr, failure } = await runCommand("npx", ["--no-install", ...args], options);
        const printed = stdout + stderr;
        assert.equal(failure, undefined, printed);
        assert.match(printed, PASSED[name]?.[index] ?? /no such runner/);
        assert.doesNotMatch(printed, /ExperimentalWarning|DeprecationWarning/);
      }
    });
  }
});

/** Writes the program and the tests of the guide, with the imports that it names for a runner. */
function writeTests(folder: string, runner: string): void {
  const from = { Jest: "@jest/globals", vitest: "vitest" }[runner];
  for (const { code } of codeBlocks(FILE)) {
    const [, file] = /^\/\/ ([\w.-]+\.ts)\n/.exec(code) ?? [];
    if (file === undefined) continue;
    const imports = (line: string): string =>
      line.replace(/\b(before|after)\b/g, "$1All as $1").replace("mocha", from ?? "");
    const own = from === undefined ? code : code.replace(/^import .* from "mocha";$/m, imports);
    const text =
      runner === "Jest" ? own.replaceAll('import("./infrastructure.js")', 'import("./infrastructure")') : own;
    writeFileSync(join(folder, file), text);
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: TEMPLATE_OPTIONS }));
}
