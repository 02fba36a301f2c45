import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Measured } from "../../../tools/bench/measure.js";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { ROOT } from "../../../tools/root.js";

/** Runs read by each program of `--quick`. */
const SIZE = 30;

/** The default of `maxConcurrentReads`. */
const CONNECTIONS = 32;

describe("the benchmark", function () {
  let temporary: string;
  let measured: Measured;
  let projectsBefore: readonly string[];

  /** Folders of projects, one for each benchmark that runs. */
  function projects(): readonly string[] {
    const folder = join(ROOT, "build", "bench-projects");
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  before(async function () {
    this.timeout(0);
    await engineOrSkip(this);
    projectsBefore = projects();
    temporary = mkdtempSync(join(tmpdir(), "bench-test-"));
    const script = join(ROOT, "build", "tools", "bench", "main.js");
    const options = { env: { TMPDIR: temporary }, timeout: 200_000 };
    const { stdout, failure } = await runCommand(process.execPath, [script, "--quick", "--json"], options);
    assert.equal(failure, undefined);
    measured = JSON.parse(stdout) as Measured;
  });

  after(() => {
    if ((temporary as string | undefined) !== undefined) rmSync(temporary, { recursive: true, force: true });
  });

  it("measures each program once, and leaves nothing behind", () => {
    const programs = measured.previews.map(({ program, seconds }) => [program, seconds.length]);
    assert.deepEqual(programs, [
      ["bare", 1],
      ["empty", 1],
      ["floor", 1],
      ["untraced", 1],
      ["resources", 1],
      ["functions", 1],
    ]);
    assert.deepEqual(readdirSync(temporary), []);
    const left = projects().filter((name) => !projectsBefore.includes(name));
    assert.deepEqual(left, []);
  });

  for (const name of ["resources", "functions"]) {
    it(`counts one request a run with ${name}, over a bounded number of connections`, () => {
      const preview = measured.previews.find(({ program }) => program === name);
      assert.deepEqual(preview?.reads, [SIZE]);
      assert.ok(Math.max(...preview.connections) <= CONNECTIONS);
      // One for all, and one for each connection if the local Atlas gets counts out of order.
      assert.ok(Math.max(...preview.challenges) <= CONNECTIONS + 1);
    });

    it(`knows the memory of the processes with ${name}`, () => {
      const [memory] = measured.previews.find(({ program }) => program === name)?.memory ?? [];
      assert.ok((memory?.program ?? 0) > 20, `${memory?.program} MiB`);
      assert.equal((memory?.provider ?? 0) > 20, name === "resources");
    });
  }

  it("measures the functions in one process beside a loop over node-fetch", () => {
    const loops = measured.loops.map(({ credentials, loop, functions }) => [
      credentials,
      loop.length,
      functions.length,
    ]);
    assert.deepEqual(loops, [
      ["access token", 1, 1],
      ["API key", 1, 1],
    ]);
  });

  it("reads all runs against a rate limit, with few responses of status 429", () => {
    const { reads, refused } = measured.limit;
    assert.equal(reads, 60);
    assert.ok(refused <= 10, `${refused} responses are 429`);
  });

  it("measures the responses of a hostile server", () => {
    assert.equal(measured.hostile.length, 3);
    for (const { body, mebibytes } of measured.hostile)
      assert.ok(mebibytes < 100, `${body}: ${mebibytes} MiB`);
  });

  it("holds the limits of the state of a run", () => {
    const [state] = measured.states;
    assert.equal(state?.size, SIZE);
    assert.ok(state.provider > 0 && state.provider <= 300, `${state.provider} bytes`);
    assert.ok(state.growth <= 2500, `${state.growth} bytes`);
  });
});
