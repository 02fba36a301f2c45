import assert from "node:assert/strict";
import { markdown } from "../../../../tools/bench/markdown.js";
import { REQUESTS, TIMES, engineRow } from "../../../../tools/bench/parts/engine-tables.js";
import { type Report, type Section } from "../../../../tools/bench/report.js";
import { figure } from "../../../../tools/bench/statistics.js";
import { checkTargets } from "../../../../tools/bench/targets.js";

const row = engineRow("preview", 1000, "0 ms");
const SECTIONS: readonly Section[] = [
  {
    title: TIMES,
    columns: ["ours", "ratio"],
    rows: [{ what: row, figures: { ratio: figure("×", [1.05, 1, 1.3]) } }],
  },
  {
    title: REQUESTS,
    columns: ["requests a run"],
    rows: [{ what: row, figures: { "requests a run": figure("", [1, 1, 1.001]) } }],
  },
];

describe("the targets of the benchmark", () => {
  it("compares the median of a time, the worst of a count, and leaves out what was not measured", () => {
    const verdicts = checkTargets(SECTIONS).map(({ target, value, met }) => ({ target, value, met }));
    assert.deepEqual(verdicts, [
      { target: "preview of 1000 resources, over the floor", value: 1.05, met: true },
      { target: "requests a run, resources", value: 1.001, met: false },
    ]);
  });
});

describe("the report of the benchmark", () => {
  it("is Markdown with aligned tables, the spread of each figure, and the targets", () => {
    const report: Report = {
      machine: { cpu: "CPU", cpus: 2, memoryGb: 8, platform: "Linux", node: "20", sdk: "3" },
      date: "2025-01-01",
      runs: 3,
      sections: SECTIONS.slice(0, 1),
      targets: checkTargets(SECTIONS.slice(0, 1)),
      seconds: 60,
    };
    assert.equal(
      markdown(report),
      `Medians of 3 (min–max); 2 × CPU, 8 GB, Linux, Node 20, SDK 3; 2025-01-01, 60 s in all.

### Resources: wall time

|                         | ours |             ratio |
| ----------------------- | ---: | ----------------: |
| preview, N = 1000, 0 ms |      | 1.05× (1.00–1.30) |

### Targets

| Target                                    | Value |   Limit |     |
| ----------------------------------------- | ----: | ------: | --: |
| preview of 1000 resources, over the floor | 1.05× | ≤ 1.10× | met |`,
    );
  });
});
