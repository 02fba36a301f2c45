import assert from "node:assert/strict";
import { AtlasApiError } from "../../../../provider/index.js";
import { toHostError } from "../../../../provider/pulumi/host/host-error.js";
import { testProvider } from "../../../helpers/functions.js";
import { responded, ID, REF, rejectionOf, saidBy } from "../../../helpers/responses.js";

/** The line that the host prints of an error. */
const printed = (error: Error): string => `${String(error)}: ${String(error.stack)}`;

describe("toHostError", () => {
  it("keeps message and fields, and prints class, code and run, also a second time and with line breaks", () => {
    const error = new AtlasApiError("GONE", "a message", { status: 410, detail: "d" });
    const before = Object.entries(error);
    assert.equal(toHostError(error, ID), error);
    assert.deepEqual(Object.entries(error), before);
    assert.equal(saidBy(error), "a message");
    assert.equal(printed(error), `AtlasApiError GONE: ${ID}`);
    assert.equal(printed(toHostError(error, "a\nb")), "AtlasApiError GONE: a b");
  });

  it("leaves the stack of any other error, and makes its message one that gRPC can encode", () => {
    const error = new TypeError("a\ud800b <{%reset%}> c");
    const { stack } = error;
    assert.equal(toHostError(error, ID), error);
    assert.equal(error.stack, stack);
    assert.equal(error.message, "a\ufffdb < {%reset%}> c");
    for (const value of [undefined, null, "text", 1]) assert.equal(toHostError(value, ID), value);
  });

  it("makes the error that a read of the provider rejects with", async () => {
    const { read, get, provider } = testProvider();
    get.resolves(responded({ status: 403, body: {} }));
    assert.equal(printed(await rejectionOf(read(ID, REF))), `AtlasApiError FORBIDDEN: ${ID}`);
    const created = provider.create({});
    assert.equal(printed(await rejectionOf(created)), "AtlasError READ_ONLY: DataLakePipelineRun");
  });
});
