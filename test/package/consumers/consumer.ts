import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type IsolatedPulumi } from "../../../tools/engine/isolated-pulumi.js";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { type TestAtlas } from "../../helpers/local-atlas.js";
import { type ConsumerKind } from "./kinds.js";
import { EXPECTED_OUTPUTS } from "./programs.js";

/** The Node to run on: its version, with a leading `v`, and the folder that holds it. */
export interface NodeToUse {
  readonly version: string;
  readonly bin: string;
}

/** Writes a program of a kind into a folder with its packages, in place of the program that was there. */
export function writeProgram(folder: string, kind: ConsumerKind): void {
  for (const file of ["index.js", "index.ts", "tsconfig.json", "Pulumi.test.yaml"]) {
    rmSync(join(folder, file), { force: true });
  }
  const { name, dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const manifest = { name, version: "1.0.0", private: true, dependencies, ...kind.manifest };
  const files = { "package.json": JSON.stringify(manifest), ...kind.files };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${kind.name}\nruntime: ${kind.runtime ?? "nodejs"}\n`);
}

/** Compiles a TypeScript program with the compiler in its folder, and throws on any error, also in a declaration. */
export function checkTypes(folder: string, kind: ConsumerKind): void {
  if (!("tsconfig.json" in kind.files) || kind.typescript === "none") return;
  const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
  const result = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
  });
  assert.equal(result.status, 0, result.stdout);
}

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Previews the program in a folder, and throws unless the resource and the functions read, silently, on that Node. */
export async function checkPreview(
  pulumi: IsolatedPulumi,
  test: TestAtlas,
  folder: string,
  kind: ConsumerKind,
  node: NodeToUse,
): Promise<void> {
  const path = [node.bin, pulumi.environment["PATH"]].join(delimiter);
  const options = { cwd: folder, env: { ...NO_CREDENTIALS, PATH: path } };
  const config = Object.entries(test.config("apiKey")).map(([key, value]) => `  ${key}: ${value}\n`);
  writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n${config.join("")}`);
  const made = await pulumi.run(["stack", "select", "--create", "test"], options);
  assert.equal(made.exitCode, 0, made.stdout + made.stderr);
  test.atlas.clearRequests();
  const preview = await pulumi.run(["preview"], options);
  const printed = preview.stdout + preview.stderr;
  assert.equal(preview.exitCode, 0, printed);
  assert.deepEqual(outputsIn(preview.stdout), { ...EXPECTED_OUTPUTS, node: node.version }, printed);
  assert.deepEqual(warningsIn(printed, kind.deprecationsOfOthers), []);
  checkReaders(test, node);
}

/** The lines with a warning, but for deprecations of these codes and for Node's hint that goes with any. */
function warningsIn(printed: string, codes: readonly string[] = []): readonly string[] {
  const lines = printed
    .split("\n")
    .filter((line) => /warning/i.test(line) && !line.includes("(Use `node --"));
  return lines.filter((line) => !codes.some((code) => line.includes(`[${code}] DeprecationWarning`)));
}

/** Every read said the same Node: the resource's, in the provider's process, and the functions', in the program's. */
function checkReaders(test: TestAtlas, node: NodeToUse): void {
  const reads = test.atlas.requests.filter(({ status }) => status === 200);
  const agents = new Set(reads.map(({ headers }) => headers["user-agent"]?.split(" ").at(-1)));
  assert.deepEqual([...agents], [node.version.replace("v", "node/")]);
}

/** The texts among the outputs that a preview shows. */
function outputsIn(printed: string): Record<string, string> {
  const shown = printed.split(/^Outputs:$/m)[1]?.split(/^\S/m)[0] ?? "";
  const lines = shown.matchAll(/^ {4}(\w+) *: "(.*)"$/gm);
  return Object.fromEntries([...lines].map(([, key = "", text = ""]) => [key, text] as const));
}
