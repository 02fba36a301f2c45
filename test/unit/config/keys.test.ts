import assert from "node:assert/strict";
import { firstSet } from "../../../provider/config/keys.js";

describe("firstSet", () => {
  const values: Readonly<Record<string, string>> = { blank: " \t\n", empty: "", a: " A ", b: "B" };
  const first = (...names: string[]): unknown => firstSet((key) => values[key], names);

  it("returns the first name that is set, with its trimmed value", () => {
    assert.deepEqual(first("a", "b"), { name: "a", value: "A" });
    assert.deepEqual(first("b", "a"), { name: "b", value: "B" });
  });

  it("skips names that are missing, empty or white space", () => {
    assert.deepEqual(first("missing", "empty", "blank", "b"), { name: "b", value: "B" });
  });

  it("returns undefined when no name is set", () => {
    assert.equal(first("missing", "empty", "blank"), undefined);
    assert.equal(first(), undefined);
  });
});
