import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CPU, engineRow, MEMORY, REQUESTS, TIMES } from "../../tools/bench/parts/engine-tables.js";
import { DECODE } from "../../tools/bench/parts/decode.js";
import { FUNCTION_REQUESTS, FUNCTIONS, functionsRow } from "../../tools/bench/parts/functions.js";
import { FUNCTIONS_IN_PREVIEW, FUNCTIONS_MEMORY } from "../../tools/bench/parts/functions-in-preview.js";
import { LOAD } from "../../tools/bench/parts/load.js";
import { SHARING, sharingRow } from "../../tools/bench/parts/sharing.js";
import { STATE, stateRow } from "../../tools/bench/parts/state.js";
import { findFigure, type Report } from "../../tools/bench/report.js";
import { type Figure } from "../../tools/bench/statistics.js";
import { engineOrSkip } from "../../tools/engine/engine-for-tests.js";
import { ROOT } from "../../tools/root.js";

/** Of `--quick`. */
const SIZE = 30;
const READERS = 50;

/** The default of `maxConcurrentReads`. */
const CONNECTIONS = 20;

const TITLES = [
  ...[TIMES, CPU, MEMORY, REQUESTS, STATE],
  ...[FUNCTIONS, FUNCTION_REQUESTS, FUNCTIONS_IN_PREVIEW, FUNCTIONS_MEMORY],
  ...[SHARING, LOAD, DECODE],
];

describe("the benchmark", function () {
  let temporary: string;
  let report: Report;
  let projectsBefore: readonly string[];

  /** The folders of projects, one for each benchmark that runs. */
  function projects(): readonly string[] {
    const folder = join(ROOT, "build", "bench-projects");
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  before(async function () {
    this.timeout(0);
    await engineOrSkip(this);
    projectsBefore = projects();
    temporary = mkdtempSync(join(tmpdir(), "bench-test-"));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(ROOT, "build", "tools", "bench", "main.js"), "--quick", "--json"],
      { env: { ...process.env, TMPDIR: temporary }, timeout: 200_000 },
    );
    report = JSON.parse(stdout) as Report;
  });

  after(() => {
    if ((temporary as string | undefined) !== undefined) rmSync(temporary, { recursive: true, force: true });
  });

  function figureOf(section: string, row: string, column: string): Figure {
    const figure = findFigure(report.sections, section, row, column);
    assert.ok(figure, `${section}: ${row}: ${column}`);
    return figure;
  }

  function count(section: string, row: string, column: string): number {
    return figureOf(section, row, column).max;
  }

  it("has a figure for every column of every row", () => {
    assert.deepEqual(
      report.sections.map(({ title }) => title),
      TITLES,
    );
    for (const { title, columns, rows } of report.sections) {
      assert.ok(rows.length > 0, title);
      for (const { what } of rows) {
        for (const column of columns) assert.ok(figureOf(title, what, column).samples.length > 0);
      }
    }
  });

  it("leaves nothing behind", () => {
    assert.deepEqual(readdirSync(temporary), []);
    assert.deepEqual(projects(), projectsBefore);
  });

  for (const command of ["preview", "up"]) {
    it(`counts one request a resource in ${command}, over a bounded number of connections`, () => {
      const row = engineRow(command, SIZE, "0 ms");
      assert.equal(count(REQUESTS, row, "requests a run"), 1);
      assert.ok(count(REQUESTS, row, "connections") <= CONNECTIONS);
    });
  }

  for (const [kind, requests] of [
    ["accessToken", SIZE],
    ["serviceAccount", SIZE + 1],
  ] as const) {
    it(`counts ${requests} requests for ${SIZE} functions with the kind ${kind}`, () => {
      const row = functionsRow(kind, SIZE, 0);
      assert.equal(count(FUNCTION_REQUESTS, row, "requests"), requests);
      assert.equal(count(FUNCTION_REQUESTS, row, "reads"), SIZE);
      assert.ok(count(FUNCTION_REQUESTS, row, "connections") <= CONNECTIONS);
    });
  }

  it("counts at most one challenge a connection with an API key", () => {
    const of = (column: string): number => count(FUNCTION_REQUESTS, functionsRow("apiKey", SIZE, 0), column);
    assert.ok(of("challenges") >= 1 && of("challenges") <= of("connections"));
    assert.equal(of("requests"), SIZE + of("challenges"));
  });

  it("counts one read for many readers of one run", () => {
    const requests = (["accessToken", "serviceAccount", "apiKey"] as const).map((kind) =>
      count(SHARING, sharingRow(kind, READERS), "requests"),
    );
    assert.deepEqual(requests, [1, 2, 2]);
  });

  it("holds the limits of what is stored with each run", () => {
    assert.ok(count(STATE, stateRow(SIZE), "__provider") <= 300);
    assert.ok(count(STATE, stateRow(SIZE), "export, a run") <= 2500);
  });
});
