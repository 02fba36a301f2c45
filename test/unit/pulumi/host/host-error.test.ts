import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AtlasApiError, AtlasError, ReadOnlyError } from "../../../../provider/errors/index.js";
import { toHostError } from "../../../../provider/pulumi/host/host-error.js";

describe("an error for the host of dynamic providers", () => {
  context("when it is one of this package", () => {
    it("is the same error, with its message, code and fields", () => {
      const error = new AtlasApiError("NOT_FOUND", "the message", { status: 404 });
      assert.equal(toHostError(error), error);
      assert.equal(error.message, "the message");
      assert.deepEqual(Object.assign({}, error), { name: "AtlasApiError", code: "NOT_FOUND", status: 404 });
    });

    it("is printed as its class and code, since the engine shows the message", () => {
      assert.equal(
        String(toHostError(new AtlasApiError("GONE", "m", { status: 410 }))),
        "AtlasApiError GONE",
      );
      assert.equal(String(toHostError(new ReadOnlyError("update"))), "ReadOnlyError READ_ONLY");
    });

    it("has a stack that does not say the message again", () => {
      const error = toHostError(new AtlasError("NETWORK", "the long message"));
      assert.ok(error instanceof AtlasError);
      assert.equal(error.stack, "the message is under the name of the resource");
      assert.doesNotMatch(inspect(error), /the long message/);
    });

    it("may be given twice, and its stack may be set", () => {
      const error = new AtlasError("TIMEOUT", "m");
      assert.equal(toHostError(toHostError(error)), error);
      error.stack = "another";
      assert.equal(error.stack, "another");
    });
  });

  context("when it is any other error, or none at all", () => {
    it("stays as it is", () => {
      const error = new TypeError("a defect");
      const { stack } = error;
      assert.equal(toHostError(error), error);
      assert.equal(error.stack, stack);
      assert.equal(String(error), "TypeError: a defect");
      const unsendable = new Error("a\ud800b <{%reset%}> c");
      assert.equal(toHostError(unsendable).message, "a\ufffdb < {%reset%}> c");
      for (const value of [undefined, null, "text", 1]) assert.equal(toHostError(value), value);
    });
  });
});
