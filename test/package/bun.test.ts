import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { NO_CREDENTIALS } from "../../tools/engine/project.js";
import { startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { writeProgram } from "./consumers/consumer.js";
import { install } from "./consumers/install.js";
import { type ConsumerKind } from "./consumers/kinds.js";
import { packInto } from "./consumers/packed.js";
import { EXPECTED_OUTPUTS, TYPESCRIPT } from "./consumers/programs.js";
import { pinned } from "./consumers/projects.js";
import { cachedBin } from "./matrix/nodes.js";

const VERSION = "1.4.5";
const ARCHITECTURE = process.arch === "arm64" ? "aarch64" : process.arch;
const PACKAGE = `@oven/bun-${process.platform}-${ARCHITECTURE}`;

const KIND: ConsumerKind = { name: "bun", layout: "npm", runtime: "bun", files: { "index.ts": TYPESCRIPT } };

describe("a project with runtime: bun that installs the tarball", function () {
  this.timeout(240_000);

  let test: TestAtlas;
  const engine = useEngine(async () => {
    test = await startTestAtlas();
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  it("previews a resource and functions, without a warning", async () => {
    const { pulumi } = engine;
    const bun = await cachedBin(PACKAGE, VERSION);
    const folder = install("npm", join(pulumi.folder, "bun"), {
      "pulumi-atlas-data-lake": `file:${packInto(pulumi.folder)}`,
      "@pulumi/pulumi": pinned("@pulumi/pulumi"),
    });
    writeProgram(folder, KIND);
    const config = Object.entries(test.config("serviceAccount")).map(
      ([key, value]) => `  ${key}: ${value}\n`,
    );
    writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n${config.join("")}`);
    const path = [
      bun,
      ...languageHost(pulumi.environment, bun, join(pulumi.folder, "host")),
      dirname(process.execPath),
      pulumi.environment["PATH"],
    ];
    const options = { cwd: folder, env: { ...NO_CREDENTIALS, PATH: path.join(delimiter) } };
    const made = await pulumi.run(["stack", "select", "--create", "test"], options);
    assert.equal(made.exitCode, 0, made.stdout + made.stderr);
    const { exitCode, stdout, stderr } = await pulumi.run(["preview"], options);
    const printed = stdout + stderr;
    assert.equal(exitCode, 0, printed);
    for (const [name, value] of Object.entries(EXPECTED_OUTPUTS)) {
      assert.match(stdout, new RegExp(`^ {4}${name} *: "`, "m"));
      assert.ok(stdout.includes(`"${value}"`), printed);
    }
    const warnings = printed
      .split("\n")
      .filter((line) => /warning: (?!using pulumi-language-bun)/i.test(line));
    assert.deepEqual(warnings, []);
    // The program runs on Bun, which names the Node that it is like, and the engine runs the provider on Node.
    const [, version = ""] = /^ {4}node *: "v(.*)"$/m.exec(stdout) ?? [];
    const reads = test.atlas.requests.filter(({ method }) => method === "GET");
    assert.deepEqual(
      new Set(reads.map(({ headers }) => headers["user-agent"]?.split(" ").at(-1))),
      new Set([`node/${version}`, `node/${process.versions.node}`]),
    );
    // Each process revokes its token at its end.
    const posts = test.atlas.requests.filter(({ method }) => method === "POST").map(({ path }) => path);
    const [token, revoke] = ["/api/oauth/token", "/api/oauth/revoke"];
    assert.deepEqual([...posts].sort(), [revoke, revoke, token, token]);
  });
});

/**
 * The folder of a language host for Bun. Pulumi's CLI brings one; where the engine is built, the host of these tests runs
 * on Bun, and starts the program on the runtime that it has itself.
 */
function languageHost(
  environment: Readonly<NodeJS.ProcessEnv>,
  bun: string,
  folder: string,
): readonly string[] {
  const bins = (environment["PATH"] ?? "").split(delimiter);
  const host = bins.map((bin) => join(bin, "language-host", "main.js")).find((file) => existsSync(file));
  if (host === undefined) return [];
  mkdirSync(folder);
  const script = join(folder, "pulumi-language-bun");
  writeFileSync(script, `#!/bin/sh\nexec "${join(bun, "bun")}" "${host}" "$@"\n`);
  chmodSync(script, 0o755);
  return [folder];
}
