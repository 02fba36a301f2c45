import assert from "node:assert/strict";
import * as internal from "../../../provider/errors/index.js";
import * as atlas from "../../../provider/index.js";

describe("the errors that the package exports", () => {
  const CLASSES = [
    "AtlasApiError",
    "AtlasContentError",
    "AtlasError",
    "AtlasNetworkError",
    "ConfigurationError",
    "InvalidArgumentError",
    "NoMatchingRunError",
    "ReadOnlyError",
    "RunStateError",
  ] as const;

  for (const name of CLASSES) {
    it(`are the classes that are thrown: ${name}`, () => {
      assert.equal(typeof atlas[name], "function");
      assert.equal(atlas[name], internal[name]);
    });
  }

  it("are all there are", () => {
    assert.deepEqual(
      Object.keys(internal).sort(),
      [
        ...CLASSES,
        "forEngine",
        "nearest",
        "oneLine",
        "quoted",
        "reasonError",
        "reasonText",
        "suggestion",
      ].sort(),
    );
  });
});
