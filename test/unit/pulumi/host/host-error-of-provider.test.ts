import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasApiError, AtlasNetworkError, InvalidArgumentError } from "../../../../provider/index.js";
import { toHostError } from "../../../../provider/pulumi/host/host-error.js";
import { answered, ID, REF, rejectionOf } from "../../../helpers/responses.js";
import { testProvider } from "../../../helpers/host-provider.js";

const STACK = "the message is under the name of the resource";

describe("errors for the engine's host", () => {
  afterEach(() => {
    sinon.restore();
  });

  const ERRORS = [
    [new InvalidArgumentError("a message"), "InvalidArgumentError INVALID_ARGUMENT"],
    [new AtlasApiError("GONE", "a message", { status: 410, detail: "d" }), "AtlasApiError GONE"],
    [new AtlasNetworkError("TIMEOUT", "a message"), "AtlasNetworkError TIMEOUT"],
  ] as const;
  for (const [error, brief] of ERRORS) {
    it(`keep their message and fields, and print as class and code: ${brief}`, () => {
      const before = Object.entries(error);
      assert.equal(toHostError(error), error);
      assert.deepEqual(Object.entries(error), before);
      assert.equal(error.message, "a message");
      assert.equal(String(error), brief);
      assert.equal(error.stack, STACK);
    });
  }

  it("can be given twice", () => {
    const error = new InvalidArgumentError("a message");
    assert.equal(toHostError(toHostError(error)), error);
    assert.equal(String(error), "InvalidArgumentError INVALID_ARGUMENT");
  });

  it("let a host write the stack", () => {
    const error = new InvalidArgumentError("a message");
    toHostError(error);
    error.stack = "of the host";
    assert.equal(error.stack, "of the host");
  });

  for (const other of [new TypeError("not ours"), "text", undefined]) {
    it(`are left alone when they are not of this package: ${String(other)}`, () => {
      const stack = other instanceof Error ? other.stack : undefined;
      assert.equal(toHostError(other), other);
      if (other instanceof Error) {
        assert.equal(other.stack, stack);
        assert.equal(String(other), "TypeError: not ours");
      }
    });
  }

  it("are what a read of the provider rejects with", async () => {
    const { read, get } = testProvider();
    get.resolves(answered({ status: 403, body: {} }));
    const refused = await rejectionOf(read(ID, REF));
    assert.deepEqual([String(refused), refused.stack], ["AtlasApiError FORBIDDEN", STACK]);
    const wrong = await rejectionOf(read("x", {}));
    assert.deepEqual([String(wrong), wrong.stack], ["InvalidArgumentError INVALID_ARGUMENT", STACK]);
  });
});
