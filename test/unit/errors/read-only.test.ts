import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AtlasError, ReadOnlyError } from "../../../provider/errors/index.js";

const WHAT_TO_DO =
  "Use new DataLakePipelineRun(name, args) or DataLakePipelineRun.get(name, id); a stack transformation must " +
  "keep the options (pulumi.mergeOptions). If it is in the state, use pulumi state delete";

describe("a ReadOnlyError", () => {
  for (const operation of ["create", "update"] as const) {
    it(`says on one line what the engine asked for, and what to do, for ${operation}`, () => {
      const { message } = new ReadOnlyError(operation);
      assert.equal(
        message,
        `a DataLakePipelineRun is read, never ${operation}d: ` +
          `the engine asked to ${operation} one. ${WHAT_TO_DO}`,
      );
    });
  }

  it("is an AtlasError with the code READ_ONLY, and a RunError to Pulumi", () => {
    const error = new ReadOnlyError("create");
    assert.ok(error instanceof AtlasError);
    assert.deepEqual(Object.assign({}, error), { name: "ReadOnlyError", code: "READ_ONLY" });
    assert.equal("cause" in error, false);
    assert.equal(pulumi.RunError.isInstance(error), true);
  });
});
