import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/root.js";
import { readMarkdown } from "../helpers/docs/markdown.js";

describe("docs/guarantees.md", () => {
  it("names a test of the first tier in each row", () => {
    const rows = [
      ...readMarkdown("docs/guarantees.md").matchAll(/^\| (?!-|What holds)(.+?) +\| (.+?) +\|$/gm),
    ];
    assert.ok(rows.length >= 15, `${String(rows.length)} rows`);
    for (const [, what = "", tests = ""] of rows) {
      const files = [...tests.matchAll(/`(.+?)`/g)].map(([, file = ""]) => file);
      assert.ok(files.length > 0, what);
      for (const file of files) {
        assert.ok(existsSync(join(ROOT, file)), file);
        // docs/faults.md is made of the rows of the fault matrix, and a test compares the two.
        assert.match(file, /^test\/(unit|integration|e2e)\/|^docs\/faults\.md$/);
        assert.doesNotMatch(file, /\/around\//);
      }
    }
  });
});
