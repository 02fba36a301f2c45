import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Case } from "../../../tools/bench/measure.js";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { ROOT } from "../../../tools/root.js";
import { tempFolder } from "../../helpers/temp-folder.js";

/** Runs read by each program of `--quick`. */
const SIZE = 30;

/** The default of `maxConcurrentReads`. */
const CONNECTIONS = 32;

describe("the benchmark", () => {
  const temporary = tempFolder();

  before(async function () {
    await engineOrSkip(this);
  });

  after(temporary.remove);

  it("counts one request a run over a bounded number of connections, and leaves nothing behind", async () => {
    const script = join(ROOT, "build", "tools", "bench", "main.js");
    const options = { env: { TMPDIR: temporary.path }, timeout: 200_000 };
    const { stdout, failure } = await runCommand(process.execPath, [script, "--quick", "--json"], options);
    assert.equal(failure, undefined);
    const cases = JSON.parse(stdout) as readonly Case[];
    const samplesOf = (kind: Case["kind"]) => cases.filter((one) => one.kind === kind);
    assert.deepEqual(
      (["preview", "process", "hostile"] as const).map((kind) => samplesOf(kind).length),
      [5, 3, 3],
    );
    for (const name of ["resources", "functions"]) {
      const [sample] = samplesOf("preview").find(({ program }) => program === name)?.samples ?? [];
      assert.equal(sample?.reads, SIZE, name);
      assert.ok(sample.connections <= CONNECTIONS && sample.challenges <= CONNECTIONS, name);
      assert.ok((sample.memory ?? 0) > 20, `${sample.memory} MiB`);
      assert.equal((sample.provider ?? 0) > 20, name === "resources");
    }
    for (const { program, samples } of samplesOf("hostile"))
      assert.ok((samples[0]?.memory ?? Infinity) < 100, `${program}: ${samples[0]?.memory} MiB`);
    assert.deepEqual(readdirSync(temporary.path), []);
  });
});
