import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPreviews } from "../../../../tools/bench/chart.js";
import { chartRows } from "../../../../tools/bench/chart-svg.js";
import { tempFolder } from "../../../helpers/temp-folder.js";

const PREVIEWS = [
  { program: "functions", size: 100, latency: 50, seconds: [4] },
  { program: "functions", size: 1, latency: 50, seconds: [1.7, 1.6, 3] },
  { program: "functions", size: 1, latency: 0, seconds: [1.2] },
  { program: "empty", size: 1, latency: 0, seconds: [1.5] },
  { program: "floor", size: 1, latency: 0, seconds: [2] },
];

describe("the chart of the benchmark", () => {
  const folder = tempFolder();
  after(folder.remove);

  const file = join(folder.path, "result.json");
  const read = (text: string): ReturnType<typeof readPreviews> => {
    writeFileSync(file, text);
    return readPreviews(file);
  };

  it("has a bar with the median at 50 ms for each number of runs, and an empty program's at any latency", () => {
    const rows = chartRows(read(JSON.stringify({ engine: "3.0.0", previews: PREVIEWS })), "light");
    assert.deepEqual(
      rows.map(({ label, bar }) => [label, bar?.value]),
      [
        ["1 run", undefined],
        ["empty program", 1.5],
        ["functions", 1.7],
        ["100 runs", undefined],
        ["functions", 4],
      ],
    );
  });

  it("needs previews at 50 ms, and says how to make them", () => {
    assert.throws(() => read(JSON.stringify({ previews: PREVIEWS.slice(2) })), {
      message: `${file} has no previews at 50 ms: make it with npm run --silent bench -- --json`,
    });
  });
});
