import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPreviews } from "../../../../tools/bench/chart.js";

const PREVIEWS = [
  { program: "empty", size: 1, latency: 0, seconds: [1.5] },
  { program: "functions", size: 1, latency: 50, seconds: [1.7, 1.6] },
];

describe("readPreviews", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "chart-"))));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const written = (text: string): string => {
    const file = join(folder, "result.json");
    writeFileSync(file, text);
    return file;
  };

  it("reads the previews of a result", () => {
    assert.deepEqual(
      readPreviews(written(JSON.stringify({ engine: "3.0.0", previews: PREVIEWS }))),
      PREVIEWS,
    );
  });

  it("names a file that is missing", () => {
    const file = join(folder, "missing.json");
    assert.throws(() => readPreviews(file), { message: `cannot read ${file}: ENOENT` });
  });

  for (const [what, text, problem] of [
    ["is not JSON", "> bench\n{}", "is not JSON"],
    ["has no previews", "{}", "has no previews"],
    ["has an empty list of previews", '{"previews":[]}', "has no previews"],
    [
      "has only previews without latency",
      JSON.stringify({ previews: PREVIEWS.slice(0, 1) }),
      "has no previews",
    ],
    [
      "has a preview without samples",
      '{"previews":[{"program":"functions","size":1,"latency":50,"seconds":[]}]}',
      "has no previews",
    ],
  ] as const) {
    it(`says in one line that a file ${what}`, () => {
      const file = written(text);
      assert.throws(
        () => readPreviews(file),
        ({ message }: Error) => message.startsWith(`${file} ${problem}`) && !message.includes("\n"),
      );
    });
  }
});
