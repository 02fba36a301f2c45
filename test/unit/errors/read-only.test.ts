import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AtlasError, ReadOnlyError } from "../../../provider/errors/index.js";
import { saidBy } from "../../helpers/responses.js";

const WHAT_TO_DO =
  "Use new DataLakePipelineRun(name, args) or DataLakePipelineRun.get(name, id); a stack transformation must " +
  "keep the options (pulumi.mergeOptions). If it is in the state, use pulumi state delete";

describe("a ReadOnlyError", () => {
  it("says on one line what the engine asked for, and what to do, and is a RunError to Pulumi", () => {
    for (const operation of ["create", "update"] as const) {
      const error = new ReadOnlyError(operation);
      const asked = `read, never ${operation}d: the engine asked to ${operation} one`;
      assert.equal(saidBy(error), `a DataLakePipelineRun is ${asked}. ${WHAT_TO_DO}`);
      assert.ok(error instanceof AtlasError && pulumi.RunError.isInstance(error));
      assert.deepEqual(Object.assign({}, error), { name: "ReadOnlyError", code: "READ_ONLY" });
      assert.equal("cause" in error, false);
    }
  });
});
