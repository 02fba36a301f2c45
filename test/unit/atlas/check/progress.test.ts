import assert from "node:assert/strict";
import { AtlasError } from "../../../../provider/index.js";
import { elapsed, WaitProgress } from "../../../../provider/atlas/check/progress.js";
import { NAME, REF, runIn } from "../../../helpers/responses.js";

describe("WaitProgress", () => {
  let lines: string[];
  let progress: WaitProgress;

  beforeEach(() => {
    lines = [];
    progress = new WaitProgress(REF, 1_800_000, (line) => lines.push(line));
  });

  /** The lines so far, without what is the same in each. */
  const said = (): readonly string[] =>
    lines.map((line) => line.replace(`: ${NAME}`, "").replace(" of 30 min", ""));

  it("names state, phase, elapsed time, limit and run", () => {
    progress.read(runIn("IN_PROGRESS", { phase: "EXPORT" }), 83_000);
    assert.deepEqual(lines, [`IN_PROGRESS (EXPORT), 1 min 23 s of 30 min: ${NAME}`]);
  });

  it("reports each change of state or phase", () => {
    const runs = [runIn("PENDING"), runIn("X"), runIn("X", { phase: "EXPORT" }), runIn("PENDING"), runIn()];
    for (const run of runs) progress.read(run, 7000);
    const states = ["PENDING", "X", "X (EXPORT)", "PENDING", "no state"];
    assert.deepEqual(
      said(),
      states.map((state) => `${state}, 7 s`),
    );
  });

  it("reports at most once a minute while nothing changes, from the last line on", () => {
    progress.read(runIn("PENDING"), 0);
    for (const ms of [45_000, 60_000, 104_999, 105_000]) progress.read(runIn("IN_PROGRESS"), ms);
    assert.deepEqual(said(), ["PENDING, 0 s", "IN_PROGRESS, 45 s", "IN_PROGRESS, 1 min 45 s"]);
  });

  it("reports a failure once, and again when the failure changes", () => {
    progress.failed(new AtlasError("NETWORK", "one"), 0);
    progress.failed(new AtlasError("NETWORK", "two"), 1000);
    progress.failed(new AtlasError("RATE_LIMITED", "three"), 2000);
    assert.deepEqual(said(), ["read failed (NETWORK), 0 s", "read failed (RATE_LIMITED), 2 s"]);
  });

  it("always reports the end", () => {
    progress.read(runIn("PENDING"), 0);
    progress.done(runIn("DONE", { phase: "INGESTION" }), 3_723_999);
    assert.equal(lines[1], `DONE (INGESTION) after 1 h 02 min: ${NAME}`);
  });
});

describe("elapsed", () => {
  const CASES: readonly (readonly [number, string])[] = [
    [0, "0 s"],
    [999, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_599_999, "59 min 59 s"],
    [3_600_000, "1 h 00 min"],
    [36_061_000, "10 h 01 min"],
    [604_800_000, "168 h 00 min"],
  ];
  for (const [ms, text] of CASES) {
    it(`writes ${ms} ms as ${text}`, () => {
      assert.equal(elapsed(ms), text);
    });
  }
});
