import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { ROOT } from "../../../tools/root.js";
import { RUN } from "../../helpers/local-atlas.js";
import { tempFolder } from "../../helpers/temp-folder.js";

const ENGINE_LINE = "Pulumi engine: find it, or get it";

/** Settings of a machine whose owner uses Atlas: none of them may decide what the demo reads. */
const OWN_SETTINGS = {
  MONGODB_ATLAS_BASE_URL: "https://atlas.invalid",
  MONGODB_ATLAS_ACCESS_TOKEN: "own-token",
  MONGODB_ATLAS_CLIENT_ID: "half-of-a-pair",
  MCLI_OPS_MANAGER_URL: "https://ops.invalid",
};

describe("the demo", () => {
  let temporary: ReturnType<typeof tempFolder>;

  beforeEach(() => {
    temporary = tempFolder();
  });

  afterEach(() => {
    temporary.remove();
  });

  /** Runs the demo to its end, or interrupts it when a text is printed. */
  async function run(interruptAt?: string): Promise<{ code: number | undefined; printed: string }> {
    const { execa } = await import("execa");
    const script = join(ROOT, "build", "tools", "demo", "main.js");
    const env = { ...OWN_SETTINGS, TMPDIR: temporary.path };
    const child = execa(process.execPath, [script], { env, stdin: "ignore", all: true, reject: false });
    child.stdout.on("data", (chunk: Buffer) => {
      if (interruptAt !== undefined && chunk.includes(interruptAt)) child.kill("SIGINT");
    });
    const { exitCode, all } = await child;
    return { code: exitCode, printed: all };
  }

  it("shows the outputs of a function and the error of a check before it looks for an engine", async () => {
    const { code, printed } = await run(ENGINE_LINE);
    assert.equal(code, 130, printed);
    const [first = "", rest] = printed.split(ENGINE_LINE);
    assert.notEqual(rest, undefined, printed);
    assert.ok(first.includes(`datasetName             ${RUN.run.datasetName ?? ""}\n`), first);
    assert.match(first, /\n {4}error: PENDING \(SNAPSHOT\), expected DONE: run nightly\/.*\n {4}done in/);
    assert.deepEqual(readdirSync(temporary.path), []);
  });

  context("with an engine", () => {
    before(async function () {
      await engineOrSkip(this);
    });

    it("shows the outputs of both stacks and the requests, and leaves nothing behind", async () => {
      const { code, printed } = await run();
      assert.equal(code, 0, printed);
      const outputs = printed.slice(printed.indexOf("Outputs of the run"));
      assert.ok(outputs.includes(`datasetName             ${RUN.run.datasetName ?? ""}\n`), outputs);
      assert.match(outputs, /\| State \| PENDING \|\n/);
      assert.match(outputs, /restoreFrom\s+snapshot 32b6e34b3d91647abb20e7b8/);
      assert.match(outputs, /reads of the run\s+4 /);
      assert.match(outputs, /requests in all\s+7 /);
      assert.deepEqual(readdirSync(temporary.path), []);
    });

    it("leaves nothing behind when it is interrupted in the middle of a preview", async () => {
      const { code, printed } = await run("Previewing update");
      assert.equal(code, 130, printed);
      assert.match(printed, /interrupted by SIGINT; everything is cleaned up/);
      assert.deepEqual(readdirSync(temporary.path), []);
    });
  });
});
