import assert from "node:assert/strict";
import { table } from "./matrix/table.js";

describe("the matrix's table", () => {
  it("has a row a check and a column a Node, and says below why something failed", () => {
    const outcomes = [
      { row: "unit tests", column: "Node 20" },
      { row: "pnpm", column: "Node 20", failure: "no such package" },
      { row: "pnpm", column: "Node 22" },
    ];
    assert.equal(
      table(outcomes),
      [
        "|  | Node 20 | Node 22 |",
        "| --- | --- | --- |",
        "| unit tests | ok |  |",
        "| pnpm | failed | ok |",
        "",
        "pnpm, Node 20: no such package",
      ].join("\n"),
    );
  });
});
