import assert from "node:assert/strict";
import { reasons, table } from "./matrix/table.js";

const OUTCOMES = [
  { row: "unit tests", column: "Node 20" },
  { row: "pnpm", column: "Node 20", failure: "no such package" },
  { row: "pnpm", column: "Node 22" },
  { row: "npm", column: "Node 22", failure: "no such file" },
];

describe("the matrix's table", () => {
  it("has a row a check and a column a Node, and nothing for what was not checked", () => {
    const lines = [
      "|  | Node 20 | Node 22 |",
      "| --- | --- | --- |",
      "| unit tests | ok |  |",
      "| pnpm | failed | ok |",
      "| npm |  | failed |",
    ];
    assert.equal(table(OUTCOMES), lines.join("\n"));
  });

  it("has the reason of each failure below it", () => {
    assert.equal(reasons(OUTCOMES), "pnpm, Node 20: no such package\n\nnpm, Node 22: no such file");
  });
});
