import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { ROOT } from "../../../tools/root.js";
import { RUN } from "../../helpers/local-atlas.js";
import { tempFolder } from "../../helpers/temp-folder.js";

const ENGINE_LINE = "# Pulumi engine: find it, or get it";

/** Settings of a machine whose owner uses Atlas: none of them may decide what the demo reads. */
const OWN_SETTINGS = {
  MONGODB_ATLAS_BASE_URL: "https://atlas.invalid",
  MONGODB_ATLAS_ACCESS_TOKEN: "own-token",
  MONGODB_ATLAS_CLIENT_ID: "half-of-a-pair",
  MCLI_OPS_MANAGER_URL: "https://ops.invalid",
};

describe("the demo", () => {
  const temporary = tempFolder();

  before(async function () {
    await engineOrSkip(this);
  });

  after(temporary.remove);

  /** Runs the demo to its end, or interrupts it when a text is printed. */
  async function run(interruptAt?: string): Promise<{ code: number | undefined; printed: string }> {
    const { execa } = await import("execa");
    const script = join(ROOT, "build", "tools", "demo", "main.js");
    const env = { ...OWN_SETTINGS, TMPDIR: temporary.path };
    const child = execa(process.execPath, [script], { env, stdin: "ignore", all: true, reject: false });
    child.all.on("data", (chunk: Buffer) => {
      if (interruptAt !== undefined && chunk.includes(interruptAt)) child.kill("SIGINT");
    });
    const { exitCode, all } = await child;
    return { code: exitCode, printed: all };
  }

  it("reads with a function before it looks for an engine, follows a README, and leaves nothing behind", async () => {
    const { code, printed } = await run();
    assert.equal(code, 0, printed);
    const [first = "", rest = ""] = printed.split(ENGINE_LINE);
    assert.ok(first.includes(`datasetName             ${RUN.run.datasetName ?? ""}\n`), first);
    assert.match(first, /\nerror: DONE \(INGESTION\), expected FAILED: run nightly\/.*\n/);
    assert.match(rest, /\n\+ pulumi up --yes\n[^]*\n\+ pulumi stack output restoreFrom\nsnapshot 5f1e9c0d/);
    assert.match(rest, /\nreads of the run: 5 /);
    assert.deepEqual(readdirSync(temporary.path), []);
  });
});
