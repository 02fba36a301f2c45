import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { fetchOnce } from "../../helpers/npm.js";
import { useEngine } from "../../helpers/use-engine.js";
import { OWN_NODE, preview, readersOf } from "../consumers/checks.js";
import { EXPECTED_OUTPUTS, TYPESCRIPT, type ConsumerKind } from "../consumers/kinds.js";
import { packInto } from "../../helpers/packed.js";
import { install, pinned, writeProgram } from "../consumers/projects.js";

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
    const bun = join(await fetchOnce(PACKAGE, VERSION), "node_modules", PACKAGE, "bin");
    const folder = install("npm", join(pulumi.folder, "bun"), {
      "pulumi-atlas-data-lake": `file:${packInto(pulumi.folder)}`,
      "@pulumi/pulumi": pinned("@pulumi/pulumi"),
    });
    writeProgram(folder, KIND);
    const host = languageHost(pulumi.environment, bun, join(pulumi.folder, "host"));
    const bins = [bun, ...host, OWN_NODE.bin];
    const { outputs, warnings, printed } = await preview(pulumi, test, folder, "serviceAccount", bins);
    const { node = "", ...others } = outputs;
    assert.deepEqual(others, EXPECTED_OUTPUTS, printed);
    assert.deepEqual(
      // The engine's own, and the row of the stack, which counts it.
      warnings.filter((line) => !/warning: using pulumi-language-bun| create 1 warning$/.test(line)),
      [],
    );
    // The program runs on Bun, which names the Node that it is like, and the engine runs the provider on Node.
    const nodes = [node, OWN_NODE.version].map((version) => version.replace("v", "node/"));
    assert.deepEqual(readersOf(test), new Set(nodes));
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
  const host = bins.map((bin) => join(bin, "nodejs-host", "main.js")).find((file) => existsSync(file));
  if (host === undefined) return [];
  mkdirSync(folder);
  const script = join(folder, "pulumi-language-bun");
  writeFileSync(script, `#!/bin/sh\nexec "${join(bun, "bun")}" "${host}" "$@"\n`);
  chmodSync(script, 0o755);
  return [folder];
}
