import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { ROWS } from "./rows/index.js";
import { faultTable, TABLE_FILE } from "./table.js";

describe("docs/faults.md", () => {
  it("is what npm run docs:faults writes", async () => {
    assert.equal(await readFile(TABLE_FILE, "utf8"), await faultTable(ROWS));
  });
});
