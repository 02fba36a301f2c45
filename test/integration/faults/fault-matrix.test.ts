import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import timers from "node:timers/promises";
import * as sinon from "sinon";
import { closeServers } from "./bench.js";
import { runRow } from "./run-row.js";
import { GROUPS } from "./row.js";
import { ROWS } from "./rows/index.js";
import { faultTable, TABLE_FILE } from "./table.js";

describe("a read while something goes wrong", () => {
  before(async () => {
    // The first read of a process loads it, which takes most of a short deadline on a busy machine.
    await import("node-fetch");
  });

  after(closeServers);

  beforeEach(() => {
    // A proxy would be asked for the names that do not exist.
    sinon.stub(process, "env").value({ ...process.env, NO_PROXY: "*", no_proxy: "*" });
    // The shortest jitter leaves the second of two attempts the most time before the deadline.
    sinon.stub(Math, "random").returns(0);
    skipBackoff();
  });

  afterEach(() => {
    sinon.restore();
  });

  for (const group of GROUPS) {
    context(group, () => {
      for (const row of ROWS.filter((candidate) => candidate.group === group)) {
        for (const kind of row.kinds) {
          it(`${row.name} (${kind})`, () => runRow(row, kind));
        }
      }
    });
  }
});

/** Lets the monotonic clock, which measures a row's seconds as well, jump over each delay of the client before a retry. */
function skipBackoff(): void {
  const now = performance.now.bind(performance);
  let skipped = 0;
  sinon.stub(performance, "now").callsFake(() => now() + skipped);
  const delay = timers.setTimeout;
  const skip = (ms?: number, ...more: readonly unknown[]): Promise<unknown> => {
    // The servers of the rows are in this process, and have delays of their own.
    if (!/atlas.client.client\.ts/.test(String(new Error().stack)))
      return delay(ms, ...(more as [unknown, object?]));
    skipped += ms ?? 0;
    return Promise.resolve();
  };
  sinon.stub(timers, "setTimeout").callsFake(skip);
}

describe("the fault matrix", () => {
  it("names every row once", () => {
    const names = ROWS.map(({ group, name }) => `${group}: ${name}`);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it("has a table that is what npm run docs:faults writes", async () => {
    assert.equal(await readFile(TABLE_FILE, "utf8"), await faultTable(ROWS));
  });
});
