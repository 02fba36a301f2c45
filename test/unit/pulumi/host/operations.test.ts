import assert from "node:assert/strict";
import sinon from "sinon";
import { ReadOnlyError } from "../../../../provider/index.js";
import { ID, REF, rejectionOf } from "../../../helpers/responses.js";
import { testProvider, type TestProvider } from "../../../helpers/host-provider.js";

describe("operations of the provider besides the read", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  afterEach(() => {
    sinon.restore();
  });

  const advice =
    "Construct it as new DataLakePipelineRun(name, args) or DataLakePipelineRun.get(name, id), which read. " +
    "A stack transformation must keep the options that it gets, as pulumi.mergeOptions does. " +
    "If the state has such a resource, remove it with pulumi state delete";

  const refuses = async (promise: Promise<unknown> | undefined, message: string): Promise<void> => {
    assert.ok(promise);
    const error = await rejectionOf(promise);
    assert.ok(error instanceof ReadOnlyError);
    assert.deepEqual([error.code, error.message], ["READ_ONLY", message]);
    assert.ok(test.get.notCalled);
  };

  it("refuses to create", async () => {
    const start = "a DataLakePipelineRun is read, never created: the engine asked to create one. ";
    await refuses(test.provider.create(REF), start + advice);
  });

  it("refuses at the check that a preview makes before it would create", async () => {
    const start = "a DataLakePipelineRun is read, never created: the engine asked to create one. ";
    await refuses(test.provider.check?.({}, REF), start + advice);
  });

  it("refuses to update", async () => {
    const start = "a DataLakePipelineRun is read, never updated: the engine asked to update one. ";
    await refuses(test.provider.update?.(ID, REF, REF), start + advice);
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
});
