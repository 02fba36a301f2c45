import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  AtlasApiError,
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
} from "../../../../provider/index.js";
import { answered, FIELDS, ID, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";
import { RecordingMocks, unknownOutput, valueOf } from "../../../helpers/mocks.js";
import {
  setStackConfig,
  stubEnvironment,
  stubGet,
  TOKEN_CONFIG,
  type StubbedGet,
} from "../../../helpers/functions.js";

const ALL = { id: ID, ...REF, ...FIELDS };

describe("result of a read in the program", () => {
  let get: StubbedGet;
  let restoreConfig: () => void;

  beforeEach(() => {
    stubEnvironment();
    get = stubGet();
    restoreConfig = setStackConfig(TOKEN_CONFIG);
  });

  afterEach(() => {
    sinon.restore();
    restoreConfig();
  });

  it("has the id, the arguments and every field", async () => {
    assert.deepEqual(await getDataLakePipelineRun(REF), ALL);
  });

  it("has each field, undefined where Atlas did not send it", async () => {
    get.resolves(answered({ body: { _id: REF.pipelineRunId, state: "PENDING", snapshotId: null } }));
    const absent = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
    assert.deepEqual(await getDataLakePipelineRun(REF), { id: ID, ...REF, ...absent, state: "PENDING" });
  });

  it("is read again each time", async () => {
    get.onFirstCall().resolves(answered({ body: { _id: REF.pipelineRunId, state: "IN_PROGRESS" } }));
    assert.equal((await getDataLakePipelineRun(REF)).state, "IN_PROGRESS");
    assert.equal((await getDataLakePipelineRun(REF)).state, "DONE");
    assert.equal(get.callCount, 2);
  });

  it("is an error of this package when Atlas refuses, also for a run that is gone", async () => {
    get.resolves(answered({ status: 404, body: {} }));
    const error = await rejectionOf(getDataLakePipelineRun(REF));
    assert.ok(error instanceof AtlasApiError && pulumi.RunError.isInstance(error));
    assert.deepEqual([error.code, error.status], ["NOT_FOUND", 404]);
  });

  it("comes with the engine's messages for pauses and unknown values", async () => {
    const info = sinon.stub(pulumi.log, "info").resolves();
    const warn = sinon.stub(pulumi.log, "warn").resolves();
    get.callsFake((_path, { onRetry }) => {
      onRetry("it broke", 1, 3_000);
      return Promise.resolve(answered({ body: { _id: REF.pipelineRunId, phase: "LATER" } }));
    });
    await getDataLakePipelineRun(REF);
    assert.deepEqual(info.args, [[`it broke in attempt 1, next attempt in 3.0 s: ${WHAT}`]]);
    assert.deepEqual(warn.args, [
      [`phase has the unknown value "LATER" (known: SNAPSHOT, EXPORT, INGESTION): ${WHAT}`],
    ]);
  });

  context("when it is asked for as an output", () => {
    it("is the same, for arguments that are outputs", async () => {
      const output = getDataLakePipelineRunOutput({ ...REF, projectId: pulumi.output(REF.projectId) });
      assert.deepEqual(await valueOf(output), ALL);
      assert.equal(get.callCount, 1);
    });

    it("is unknown, without a request, while an argument is unknown in a preview", async () => {
      const mocks = new RecordingMocks();
      await mocks.install(true);
      try {
        const output = getDataLakePipelineRunOutput({ ...REF, pipelineRunId: unknownOutput() });
        await assert.rejects(valueOf(output), { message: "the output is unknown" });
        assert.ok(get.notCalled);
      } finally {
        mocks.remove();
      }
    });
  });
});
