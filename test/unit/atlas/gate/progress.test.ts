import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasError } from "../../../../provider/index.js";
import { elapsed, WaitProgress } from "../../../../provider/atlas/gate/progress.js";
import { REF, runIn, WHAT } from "../../../helpers/runs.js";

describe("WaitProgress", () => {
  let lines: string[];
  let progress: WaitProgress;

  beforeEach(() => {
    lines = [];
    progress = new WaitProgress(REF, ["DONE", "FAILED"], (line) => lines.push(line));
  });

  afterEach(() => {
    sinon.restore();
  });

  /** The lines so far, without what is the same in each. */
  const said = (): readonly string[] =>
    lines.map((line) => line.replace(`${WHAT} `, "").replace("; waiting for DONE or FAILED,", ":"));

  it("names the run, its state, what is waited for and since when", () => {
    progress.read(runIn("IN_PROGRESS", { phase: "EXPORT" }), 83_000);
    assert.deepEqual(lines, [
      `${WHAT} is IN_PROGRESS (phase EXPORT); waiting for DONE or FAILED, 1m 23s so far`,
    ]);
  });

  it("says a line at each change of state or phase", () => {
    progress.read(runIn("PENDING"), 0);
    progress.read(runIn("IN_PROGRESS"), 1000);
    progress.read(runIn("IN_PROGRESS", { phase: "EXPORT" }), 2000);
    progress.read(runIn("IN_PROGRESS", { phase: "INGESTION" }), 3000);
    progress.read(runIn("PENDING"), 4000);
    progress.read(runIn(), 5000);
    assert.deepEqual(said(), [
      "is PENDING: 0s so far",
      "is IN_PROGRESS: 1s so far",
      "is IN_PROGRESS (phase EXPORT): 2s so far",
      "is IN_PROGRESS (phase INGESTION): 3s so far",
      "is PENDING: 4s so far",
      "has no state: 5s so far",
    ]);
  });

  it("says at most one line a minute where nothing changes", () => {
    for (let ms = 0; ms <= 180_000; ms += 15_000) progress.read(runIn("PENDING"), ms);
    assert.deepEqual(said(), [
      "is PENDING: 0s so far",
      "is PENDING: 1m 00s so far",
      "is PENDING: 2m 00s so far",
      "is PENDING: 3m 00s so far",
    ]);
  });

  it("counts the minute from the last line, whatever it said", () => {
    progress.read(runIn("PENDING"), 0);
    progress.read(runIn("IN_PROGRESS"), 45_000);
    progress.read(runIn("IN_PROGRESS"), 60_000);
    progress.read(runIn("IN_PROGRESS"), 104_999);
    progress.read(runIn("IN_PROGRESS"), 105_000);
    assert.deepEqual(said(), [
      "is PENDING: 0s so far",
      "is IN_PROGRESS: 45s so far",
      "is IN_PROGRESS: 1m 45s so far",
    ]);
  });

  it("says a failure once, and again when the failure changes", () => {
    progress.failed(new AtlasError("NETWORK", "one"), 0);
    progress.failed(new AtlasError("NETWORK", "two"), 1000);
    progress.failed(new AtlasError("RATE_LIMITED", "three"), 2000);
    assert.deepEqual(said(), [
      "could not be read (NETWORK): 0s so far",
      "could not be read (RATE_LIMITED): 2s so far",
    ]);
  });

  it("says the end in any case", () => {
    progress.read(runIn("PENDING"), 0);
    progress.done(runIn("DONE", { phase: "INGESTION" }), 3_723_999);
    assert.equal(lines[1], `${WHAT} is DONE (phase INGESTION) after 1h 02m 03s`);
  });

  it("keeps to one line whatever the server sends", () => {
    progress.read(runIn("A\r\nerror: B\u2028C", { phase: "\u001b[31mD\n" }), 0);
    assert.deepEqual(said(), ["is A error: B C (phase [31mD): 0s so far"]);
  });
});

describe("elapsed", () => {
  const CASES: readonly (readonly [number, string])[] = [
    [0, "0s"],
    [999, "0s"],
    [1000, "1s"],
    [59_999, "59s"],
    [60_000, "1m 00s"],
    [605_000, "10m 05s"],
    [3_599_999, "59m 59s"],
    [3_600_000, "1h 00m 00s"],
    [36_061_000, "10h 01m 01s"],
    [604_800_000, "168h 00m 00s"],
  ];
  for (const [ms, text] of CASES) {
    it(`writes ${ms} ms as ${text}`, () => {
      assert.equal(elapsed(ms), text);
    });
  }
});
