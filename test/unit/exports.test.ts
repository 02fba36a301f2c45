import assert from "node:assert/strict";
import * as root from "../../provider/index.js";
import * as provider from "../../provider/pulumi/host/dynamic-provider.js";

describe("exports", () => {
  it("of pulumi-atlas-data-lake/provider hold createProvider alone, which the state of stacks names", () => {
    const names = Object.keys(provider).filter((name) => name !== "default" && name !== "__esModule");
    assert.deepEqual(names, ["createProvider"]);
  });

  // docs/api has the whole surface.
  it("hold error classes with one base and names of their own", () => {
    const classes = Object.entries(root).filter(([name]) => name.endsWith("Error"));
    assert.ok(classes.length >= 7);
    for (const [name, value] of classes) {
      assert.equal(value.name, name);
      assert.ok(name === "AtlasError" || value.prototype instanceof root.AtlasError, name);
    }
  });
});
