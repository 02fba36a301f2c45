import assert from "node:assert/strict";
import { ENGINE_VERSION, MINIMUM_VERSION, versionProblem } from "../../../../tools/engine/versions.js";

describe("versionProblem", () => {
  for (const version of [ENGINE_VERSION, MINIMUM_VERSION, "v3.259.0", "3.260.0-alpha.1+x"]) {
    it(`accepts ${version}`, () => {
      assert.equal(versionProblem(version), undefined);
    });
  }

  for (const version of ["3.247.9", "3.99.0", "4.0.0", "4.0.0-alpha.1"]) {
    it(`says which version is needed for ${version}`, () => {
      assert.equal(versionProblem(version), `its version is ${version}, not 3.248.0 or a later 3.x`);
    });
  }

  for (const version of ["", "dev", "3.248"]) {
    it(`says that a version cannot be read: "${version}"`, () => {
      assert.equal(versionProblem(version), `its version "${version}" cannot be read`);
    });
  }
});
