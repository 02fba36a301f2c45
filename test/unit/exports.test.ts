import assert from "node:assert/strict";
import * as root from "../../provider/index.js";
import * as provider from "../../provider/pulumi/host/provider.js";
import * as testing from "../../provider/testing/index.js";

/** Every name that exists at run time, by entry. One that is added to the package is added here. */
const EXPORTS: readonly (readonly [string, object, readonly string[]])[] = [
  [
    "pulumi-atlas-data-lake",
    root,
    [
      "AtlasApiError",
      "AtlasContentError",
      "AtlasError",
      "AtlasNetworkError",
      "ConfigurationError",
      "DataLakePipelineRun",
      "InvalidArgumentError",
      "NoMatchingRunError",
      "ReadOnlyError",
      "RunStateError",
      "dataLakePipelineRunReadme",
      "dataLakePipelineRunSummary",
      "getDataLakePipelineRun",
      "getDataLakePipelineRunOutput",
      "getDataLakePipelineRuns",
      "getDataLakePipelineRunsOutput",
      "getLatestDataLakePipelineRun",
      "getLatestDataLakePipelineRunOutput",
      "requireField",
    ],
  ],
  ["pulumi-atlas-data-lake/provider", provider, ["createProvider"]],
  ["pulumi-atlas-data-lake/testing", testing, ["examplePipelineRun", "startLocalAtlas"]],
];

describe("exports", () => {
  for (const [entry, module, names] of EXPORTS) {
    it(`are these, and no others: ${entry}`, () => {
      const actual = Object.keys(module).filter((name) => name !== "default" && name !== "__esModule");
      assert.deepEqual(actual.sort(), [...names].sort());
    });
  }

  it("are errors with one base, each known by its own name", () => {
    const classes = Object.entries(root).filter(([name]) => name.endsWith("Error"));
    assert.ok(classes.length >= 7);
    for (const [name, value] of classes) {
      assert.equal(value.name, name);
      assert.ok(name === "AtlasError" || value.prototype instanceof root.AtlasError, name);
    }
  });
});
