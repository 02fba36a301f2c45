import assert from "node:assert/strict";
import sinon from "sinon";
import { ReadOnlyError } from "../../../../provider/errors/index.js";
import { ID, REF, rejectionOf } from "../../../helpers/responses.js";
import { createProvider } from "../../../../provider/pulumi/host/provider.js";
import { testProvider, type TestProvider } from "../../../helpers/host-provider.js";

describe("operations of the provider besides the read", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  afterEach(() => {
    sinon.restore();
  });

  const refuses = async (promise: Promise<unknown> | undefined, start: string): Promise<void> => {
    assert.ok(promise);
    const error = await rejectionOf(promise);
    assert.ok(error instanceof ReadOnlyError && error.message.startsWith(start), error.message);
    assert.ok(test.get.notCalled);
  };

  it("refuses to create", async () => {
    await refuses(test.provider.create(REF), "a DataLakePipelineRun is read, never created: ");
  });

  it("refuses at the check that a preview makes before it would create", async () => {
    await refuses(test.provider.check?.({}, REF), "a DataLakePipelineRun is read, never created: ");
  });

  it("refuses to update", async () => {
    await refuses(test.provider.update?.(ID, REF, REF), "a DataLakePipelineRun is read, never updated: ");
  });

  it("deletes nothing, and is content with that", async () => {
    assert.equal(await test.provider.delete?.(ID, REF), undefined);
    assert.ok(test.get.notCalled);
  });

  it("has no operation of its own to compare", () => {
    assert.deepEqual(Object.keys(test.provider).sort(), [
      "check",
      "configure",
      "create",
      "delete",
      "read",
      "update",
    ]);
  });

  it("reads although no hook for the end of the process can be installed", async () => {
    const { on } = process as unknown as { on: sinon.SinonStub };
    on.throws(new Error("no listeners"));
    assert.ok(
      (await createProvider()
        .read?.("x", {})
        .catch(() => "refused")) === "refused",
    );
  });
});
