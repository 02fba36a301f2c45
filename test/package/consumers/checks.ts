import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type IsolatedPulumi } from "../../../tools/engine/isolated-pulumi.js";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { type Kind, type TestAtlas } from "../../helpers/local-atlas.js";
import { EXPECTED_OUTPUTS, type ConsumerKind } from "./kinds.js";

/** The Node to run on: its version, with a leading `v`, and the folder that holds it. */
export interface NodeToUse {
  readonly version: string;
  readonly bin: string;
}

/** The Node that runs the tests. */
export const OWN_NODE: NodeToUse = { version: process.version, bin: dirname(process.execPath) };

/** Compiles a TypeScript program with the compiler in its folder, and throws on any error, also in a declaration. */
export function checkTypes(folder: string, kind: ConsumerKind): void {
  if (!("tsconfig.json" in kind.files) || kind.typescript === "none") return;
  const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
  const args = [compiler, "--noEmit", "--pretty", "false"];
  const { status, stdout } = spawnSync(process.execPath, args, {
    ...{ cwd: folder, encoding: "utf8", timeout: 120_000 },
  });
  assert.equal(status, 0, stdout);
}

/** Previews the program in a folder, and throws unless the resource and the functions read, silently, on that Node. */
export async function checkPreview(
  pulumi: IsolatedPulumi,
  test: TestAtlas,
  folder: string,
  kind: ConsumerKind,
  node: NodeToUse,
): Promise<void> {
  const { outputs, warnings, printed } = await preview(pulumi, test, folder, "apiKey", [node.bin]);
  assert.deepEqual(outputs, { ...EXPECTED_OUTPUTS, node: node.version }, printed);
  const codes = kind.deprecationsOfOthers ?? [];
  const own = warnings.filter((line) => !codes.some((code) => line.includes(`[${code}] DeprecationWarning`)));
  assert.deepEqual(own, []);
  // The resource reads in the provider's process, and the functions in the program's.
  assert.deepEqual(readersOf(test), new Set([node.version.replace("v", "node/")]));
}

/** What a preview printed. */
interface Preview {
  readonly printed: string;
  /** The texts among the outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The lines with a warning, but for Node's hint that goes with any. */
  readonly warnings: readonly string[];
}

/** Previews the program in a folder with one kind of credentials, and with these folders first in the path. */
export async function preview(
  pulumi: IsolatedPulumi,
  test: TestAtlas,
  folder: string,
  credentials: Kind,
  bins: readonly string[],
): Promise<Preview> {
  const path = [...bins, pulumi.environment["PATH"]].join(delimiter);
  const options = { cwd: folder, env: { ...NO_CREDENTIALS, PATH: path } };
  const config = Object.entries(test.config(credentials)).map(([key, value]) => `  ${key}: ${value}\n`);
  writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n${config.join("")}`);
  const made = await pulumi.run(["stack", "select", "--create", "test"], options);
  assert.equal(made.exitCode, 0, made.stdout + made.stderr);
  test.atlas.clearRequests();
  const { exitCode, stdout, stderr } = await pulumi.run(["preview"], options);
  const printed = stdout + stderr;
  assert.equal(exitCode, 0, printed);
  const shown = stdout.split(/^Outputs:$/m)[1]?.split(/^\S/m)[0] ?? "";
  const outputs = [...shown.matchAll(/^ {4}(\w+) *: "(.*)"$/gm)].map(([, key = "", text = ""]) => [
    key,
    text,
  ]);
  const lines = printed.split("\n").filter((line) => /warning/i.test(line));
  return {
    printed,
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    warnings: lines.filter((line) => !line.includes("(Use `node --")),
  };
}

/** The runtimes that successful reads named, such as `node/20.19.0`. */
export function readersOf(test: TestAtlas): ReadonlySet<string | undefined> {
  const reads = test.atlas.requests.filter(({ method, status }) => method === "GET" && status === 200);
  return new Set(reads.map(({ headers }) => headers["user-agent"]?.split(" ").at(-1)));
}
