import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { RUN } from "../../helpers/local-atlas.js";
import { ROOT } from "../../../tools/root.js";

describe("the demo", function () {
  let temporary: string;

  before(async function () {
    this.timeout(0);
    await engineOrSkip(this);
  });

  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "demo-test-"));
  });

  afterEach(() => {
    rmSync(temporary, { recursive: true, force: true });
  });

  /** Runs the demo to its end, and interrupts it when a text is printed. */
  async function run(interruptAt?: string): Promise<{ code: number | undefined; printed: string }> {
    const { execa } = await import("execa");
    const script = join(ROOT, "build", "tools", "demo", "main.js");
    const options = { env: { TMPDIR: temporary }, stdin: "ignore", all: true, reject: false } as const;
    const child = execa(process.execPath, [script], options);
    child.stdout.on("data", (chunk: Buffer) => {
      if (interruptAt !== undefined && chunk.includes(interruptAt)) child.kill("SIGINT");
    });
    const { exitCode, all } = await child;
    return { code: exitCode, printed: all };
  }

  it("shows the outputs of both stacks and the requests, and leaves nothing behind", async () => {
    const { code, printed } = await run();
    assert.equal(code, 0, printed);
    for (const [field, value] of Object.entries({
      snapshotId: RUN.run.snapshotId,
      datasetName: RUN.run.datasetName,
    })) {
      assert.ok(printed.includes(`${field} `) && printed.includes(String(value)), field);
    }
    assert.match(printed, /\| State \| PENDING \|\n/);
    assert.match(printed, /restoreFrom\s+snapshot 32b6e34b3d91647abb20e7b8/);
    assert.match(printed, /reads of the run\s+2 /);
    assert.match(printed, /requests in all\s+4 /);
    assert.deepEqual(readdirSync(temporary), []);
  });

  it("leaves nothing behind when it is interrupted in the middle of a preview", async () => {
    const { code, printed } = await run("Previewing update");
    assert.equal(code, 130, printed);
    assert.match(printed, /interrupted by SIGINT; everything is cleaned up/);
    assert.deepEqual(readdirSync(temporary), []);
  });
});
