import assert from "node:assert/strict";
import {
  MINIMUM_VERSION,
  newestFirst,
  versionProblem,
  ENGINE_VERSION,
} from "../../../../tools/engine/versions.js";

describe("versionProblem", () => {
  for (const version of [
    ENGINE_VERSION,
    MINIMUM_VERSION,
    "3.248.1",
    "v3.259.0",
    "3.1000.0",
    "3.260.0-alpha.1+x",
  ]) {
    it(`finds none in ${version}`, () => {
      assert.equal(versionProblem(version), undefined);
    });
  }

  for (const version of ["3.247.9", "3.99.0", "2.999.0", "4.0.0", "v3.0.0"]) {
    it(`says that ${version} is not the one that is needed`, () => {
      assert.equal(versionProblem(version), `its version is ${version}, not 3.248.0 or a later 3.x`);
    });
  }

  for (const version of ["", "dev", "3.248", "version 3.259.0"]) {
    it(`says that it cannot be read: "${version}"`, () => {
      assert.equal(versionProblem(version), `its version "${version}" cannot be read`);
    });
  }
});

describe("newestFirst", () => {
  it("orders by number, and puts what is no version last", () => {
    const versions = ["3.9.0", "none", "v3.10.0", "4.0.0", "3.10.2", "0.0.1"];
    assert.deepEqual(versions.sort(newestFirst), ["4.0.0", "3.10.2", "v3.10.0", "3.9.0", "0.0.1", "none"]);
  });
});
