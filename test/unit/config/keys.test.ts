import assert from "node:assert/strict";
import { firstSet } from "../../../provider/config/keys.js";

describe("firstSet", () => {
  const values: Readonly<Record<string, string>> = { blank: " \t\n", empty: "", a: " A ", b: "B" };
  const first = (...names: string[]): unknown => firstSet((key) => values[key], names);

  it("returns the first name that is set, with its trimmed value, and undefined when none is", () => {
    for (const [names, found] of [
      [["a", "b"], { name: "a", value: "A" }],
      [["b", "a"], { name: "b", value: "B" }],
      [["missing", "empty", "blank", "b"], { name: "b", value: "B" }],
      [["missing", "empty", "blank"], undefined],
      [[], undefined],
    ] as const)
      assert.deepEqual(first(...names), found);
  });
});
