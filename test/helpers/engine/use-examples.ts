import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../../tools/engine/link-modules.js";
import { type IsolatedPulumi } from "../../../tools/engine/isolated-pulumi.js";
import { NO_CREDENTIALS } from "../../../tools/engine/project.js";
import { ROOT } from "../../../tools/root.js";
import { useEngine } from "../use-engine.js";
import { freePort, shell } from "./processes.js";

const SETUP = "npm ci && npm run build\nnpm run local-atlas\n";
/** The port in the READMEs; the tests take one that is free. */
const PORT = "27080";

/** How a README is followed. */
export interface Following {
  /** Follow it two times before the cleanup. */
  readonly twice?: boolean;
  /** A folder at the end of PATH. */
  readonly path?: string;
}

/** Copies the examples beside installed packages, as in a fresh clone, and starts a local Atlas before each test. */
export function useExamples(setUp?: (pulumi: IsolatedPulumi) => void | Promise<void>): {
  /** Runs the commands of an example's README, and compares what they print and leave behind. */
  readonly follow: (name: string, following?: Following) => Promise<void>;
} {
  let atlas: ChildProcess | undefined;
  let port: string;
  const engine = useEngine(async (pulumi) => {
    cpSync(join(ROOT, "examples"), join(pulumi.folder, "examples"), {
      recursive: true,
      filter: (path) => !/Pulumi\.[^/]+\.yaml$|\/\.pulumi$/.test(path),
    });
    linkModules(pulumi.folder, join(ROOT, "node_modules"), ROOT);
    mkdirSync(join(pulumi.folder, "reader"));
    await setUp?.(pulumi);
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

  const follow = async (name: string, { twice = false, path = "" }: Following = {}) => {
    const examples = join(engine.pulumi.folder, "examples");
    const [trial = "", end = ""] = readFileSync(join(examples, name, "README.md"), "utf8").split(
      /^## Clean up$/m,
    );
    // All blocks in one terminal, as a reader has them, but for the first: what is done in the root of the checkout.
    const [setup, ...scripts] = blocksOf(trial, "sh");
    const script = scripts.join("");
    const cleanup = blocksOf(end, "sh").join("");
    // Each is a part of some line that the script prints.
    const expected = blocksOf(trial, "text").flatMap((text) => text.trimEnd().split("\n"));
    assert.equal(setup, SETUP);
    assert.match(script, /pulumi preview|preview\.sh/);
    const { PATH, PULUMI_HOME: _, PULUMI_BACKEND_URL: __, ...environment } = engine.pulumi.environment;
    const home = join(engine.pulumi.folder, "reader");
    const env = { ...environment, ...NO_CREDENTIALS, HOME: home, PATH: `${PATH ?? ""}:${path}` };
    const before = filesIn(examples);
    // The first time in a subshell: the second one begins in the same folder again, without its variables.
    const again = twice ? `(${script})\n` : "";
    const lines = `${again}${script}\n${cleanup}`.replaceAll(PORT, port);
    const { code, printed } = await shell(lines, join(examples, name), env);
    assert.equal(code, 0, printed);
    assert.ok(expected.length > 0);
    let from = 0;
    for (const line of expected) {
      const at = printed.indexOf(line, from);
      assert.ok(at >= 0, `not printed, or in another order: ${line}\n${printed}`);
      from = at + line.length;
    }
    assert.deepEqual(filesIn(examples), before, "the cleanup leaves no file in the examples");
    assert.deepEqual(filesIn(home), [], "nothing is left in the user's home");
  };
  return { follow };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, block = ""]) =>
    name === language ? [block] : [],
  );
}
