import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineOrSkip } from "../../tools/engine/engine-for-tests.js";
import { RUN } from "../helpers/local-atlas.js";
import { ROOT } from "../../tools/root.js";

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

  function start(): { child: ChildProcess; ended: Promise<{ code: number | null; printed: string }> } {
    const child = spawn(process.execPath, [join(ROOT, "build", "tools", "demo", "main.js")], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
    }
    const ended = new Promise<{ code: number | null; printed: string }>((resolve) => {
      child.once("close", (code) => {
        resolve({ code, printed });
      });
    });
    return { child, ended };
  }

  it("shows the outputs of both stacks and the requests, and leaves nothing behind", async () => {
    const { code, printed } = await start().ended;
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
    const { child, ended } = start();
    child.stdout?.on("data", (text: string) => {
      if (text.includes("Previewing update")) child.kill("SIGINT");
    });
    const { code, printed } = await ended;
    assert.equal(code, 130, printed);
    assert.match(printed, /interrupted by SIGINT; everything is cleaned up/);
    assert.deepEqual(readdirSync(temporary), []);
  });
});
