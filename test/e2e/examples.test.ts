import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../tools/engine/link-modules.js";
import { freePort } from "../helpers/engine/free-port.js";
import { shell } from "../helpers/engine/shell.js";
import { NO_CREDENTIALS } from "../../tools/engine/project.js";
import { ROOT } from "../../tools/root.js";
import { useEngine } from "../helpers/use-engine.js";
import { parseReadme } from "../helpers/engine/readme.js";

const EXAMPLES = [
  "read-one-run",
  "gate-deploy",
  "promote-dataset",
  "latest-run",
  "wait-for-run",
  "policy",
  "ci",
];
const SETUP = "npm ci && npm run build\nnpm run local-atlas\n";
/** The port in the READMEs; the tests take one that is free. */
const PORT = "27080";
/** Where the READMEs keep the state; that of the tests goes with their folder. */
const BACKEND = "file://~";

describe("the examples, as their READMEs say", function () {
  let atlas: ChildProcess | undefined;
  let port: string;
  const engine = useEngine((pulumi) => {
    // As in a fresh clone after the setup: the examples below a folder with the installed packages.
    cpSync(join(ROOT, "examples"), join(pulumi.folder, "examples"), {
      recursive: true,
      filter: (path) => !/Pulumi\.[^/]+\.yaml$/.test(path),
    });
    linkModules(pulumi.folder, join(ROOT, "node_modules"), ROOT);
    mkdirSync(join(pulumi.folder, "reader"));
  });

  beforeEach(async () => {
    port = await freePort();
    const environment = { ...process.env, ATLAS_PORT: port };
    atlas = spawn(process.execPath, ["examples/local-atlas.mjs"], { cwd: ROOT, env: environment });
    assert.ok(atlas.stdout);
    await once(atlas.stdout, "data");
  });

  afterEach(async () => {
    if (atlas === undefined) return;
    atlas.kill("SIGINT");
    const [code] = (await once(atlas, "exit")) as [number | null];
    atlas = undefined;
    assert.equal(code, 0, "the local Atlas ends in an orderly way");
  });

  const adapted = (script: string): string => {
    assert.ok(script.includes(PORT) && script.includes(BACKEND));
    return script
      .replaceAll(PORT, port)
      .replaceAll(BACKEND, `file://${join(engine.pulumi.folder, "reader")}`);
  };

  for (const name of EXAMPLES) {
    it(`${name} works, and prints what is promised`, async () => {
      const folder = join(engine.pulumi.folder, "examples", name);
      const { setup, script, expected } = parseReadme(join(folder, "README.md"));
      assert.equal(setup, SETUP);
      assert.match(script, name === "ci" ? /preview\.sh/ : /pulumi preview/);
      assert.match(script, name === "ci" ? /--policy-pack/ : /pulumi up/);
      const env = { ...engine.pulumi.environment, ...NO_CREDENTIALS };
      const { code, printed } = await shell(adapted(script), folder, env);
      assert.equal(code, 0, printed);
      assert.ok(expected.length > 0);
      let from = 0;
      for (const line of expected) {
        const at = printed.indexOf(line, from);
        assert.ok(at >= 0, `not printed, or in another order: ${line}\n${printed}`);
        from = at + line.length;
      }
    });
  }

  it("are all tested", () => {
    const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(folders.sort(), [...EXAMPLES].sort());
  });
});
