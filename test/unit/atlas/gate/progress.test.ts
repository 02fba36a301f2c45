import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasError } from "../../../../provider/index.js";
import { elapsed, WaitProgress } from "../../../../provider/atlas/gate/progress.js";
import { NAME, REF, runIn } from "../../../helpers/runs.js";

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
    lines.map((line) => line.replace(`: ${NAME}`, "").replace(", waiting for DONE or FAILED", ""));

  it("names state, phase, elapsed time, expected states and run", () => {
    progress.read(runIn("IN_PROGRESS", { phase: "EXPORT" }), 83_000);
    assert.deepEqual(lines, [`IN_PROGRESS (EXPORT) after 1 min 23 s, waiting for DONE or FAILED: ${NAME}`]);
  });

  it("reports each change of state or phase", () => {
    progress.read(runIn("PENDING"), 0);
    progress.read(runIn("IN_PROGRESS"), 1000);
    progress.read(runIn("IN_PROGRESS", { phase: "EXPORT" }), 2000);
    progress.read(runIn("IN_PROGRESS", { phase: "INGESTION" }), 3000);
    progress.read(runIn("PENDING"), 4000);
    progress.read(runIn(), 5000);
    assert.deepEqual(said(), [
      "PENDING after 0 s",
      "IN_PROGRESS after 1 s",
      "IN_PROGRESS (EXPORT) after 2 s",
      "IN_PROGRESS (INGESTION) after 3 s",
      "PENDING after 4 s",
      "no state after 5 s",
    ]);
  });

  it("reports at most once a minute while nothing changes", () => {
    for (let ms = 0; ms <= 180_000; ms += 15_000) progress.read(runIn("PENDING"), ms);
    assert.deepEqual(said(), [
      "PENDING after 0 s",
      "PENDING after 1 min 00 s",
      "PENDING after 2 min 00 s",
      "PENDING after 3 min 00 s",
    ]);
  });

  it("counts the minute from the last line", () => {
    progress.read(runIn("PENDING"), 0);
    progress.read(runIn("IN_PROGRESS"), 45_000);
    progress.read(runIn("IN_PROGRESS"), 60_000);
    progress.read(runIn("IN_PROGRESS"), 104_999);
    progress.read(runIn("IN_PROGRESS"), 105_000);
    assert.deepEqual(said(), ["PENDING after 0 s", "IN_PROGRESS after 45 s", "IN_PROGRESS after 1 min 45 s"]);
  });

  it("reports a failure once, and again when the failure changes", () => {
    progress.failed(new AtlasError("NETWORK", "one"), 0);
    progress.failed(new AtlasError("NETWORK", "two"), 1000);
    progress.failed(new AtlasError("RATE_LIMITED", "three"), 2000);
    assert.deepEqual(said(), ["read failed (NETWORK) after 0 s", "read failed (RATE_LIMITED) after 2 s"]);
  });

  it("always reports the end", () => {
    progress.read(runIn("PENDING"), 0);
    progress.done(runIn("DONE", { phase: "INGESTION" }), 3_723_999);
    assert.equal(lines[1], `DONE (INGESTION) after 1 h 02 min: ${NAME}`);
  });

  it("keeps to one line", () => {
    progress.read(runIn("A\r\nerror: B\u2028C", { phase: "\u001b[31mD\n" }), 0);
    assert.deepEqual(said(), ["A error: B C ([31mD) after 0 s"]);
  });
});

describe("elapsed", () => {
  const CASES: readonly (readonly [number, string])[] = [
    [0, "0 s"],
    [999, "0 s"],
    [1000, "1 s"],
    [59_999, "59 s"],
    [60_000, "1 min 00 s"],
    [605_000, "10 min 05 s"],
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
