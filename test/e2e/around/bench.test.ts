import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Case, type Sample } from "../../../tools/bench/measure.js";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { ROOT } from "../../../tools/root.js";
import { tempFolder } from "../../helpers/temp-folder.js";

/** Runs read by each program of `--quick`. */
const SIZE = 30;

/** The default of `maxConcurrentReads`. */
const CONNECTIONS = 32;

describe("the benchmark", function () {
  const temporary = tempFolder();
  let cases: readonly Case[];

  before(async function () {
    this.timeout(0);
    await engineOrSkip(this);
    const script = join(ROOT, "build", "tools", "bench", "main.js");
    const options = { env: { TMPDIR: temporary.path }, timeout: 200_000 };
    const { stdout, failure } = await runCommand(process.execPath, [script, "--quick", "--json"], options);
    assert.equal(failure, undefined);
    cases = JSON.parse(stdout) as readonly Case[];
  });

  after(temporary.remove);

  it("measures each program once, and leaves nothing behind", () => {
    const measured = cases.map(({ kind, program, samples }) => [kind, program, samples.length]);
    assert.deepEqual(measured, [
      ...["empty", "floor", "untraced", "resources", "functions"].map((program) => ["preview", program, 1]),
      ...["loop", "functions", "functions"].map((program) => ["process", program, 1]),
      ...["350,000 objects", "500,000 arrays in each other", "500 unknown states"].map((body) => [
        "hostile",
        body,
        1,
      ]),
    ]);
    assert.deepEqual(readdirSync(temporary.path), []);
  });

  for (const name of ["resources", "functions"]) {
    it(`counts one request a run with ${name}, over a bounded number of connections, and the memory`, () => {
      const sample = sampleOf("preview", name);
      assert.equal(sample.reads, SIZE);
      assert.ok(sample.connections <= CONNECTIONS);
      assert.ok(sample.challenges <= CONNECTIONS);
      assert.ok((sample.memory ?? 0) > 20, `${sample.memory} MiB`);
      assert.equal((sample.provider ?? 0) > 20, name === "resources");
    });
  }

  it("measures the responses of a hostile server, which take less than 100 MiB", () => {
    for (const { program, samples } of cases.filter(({ kind }) => kind === "hostile"))
      assert.ok((samples[0]?.memory ?? Infinity) < 100, `${program}: ${samples[0]?.memory} MiB`);
  });

  function sampleOf(kind: Case["kind"], name: string): Sample {
    const [sample] = cases.find((one) => one.kind === kind && one.program === name)?.samples ?? [];
    return sample ?? assert.fail(name);
  }
});
