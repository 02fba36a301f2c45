import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  AtlasApiError,
  ConfigurationError,
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  InvalidArgumentError,
} from "../../../../provider/index.js";
import {
  clientsOf,
  setStackConfig,
  stubEnvironment,
  TOKEN_CONFIG,
  useFunctions,
} from "../../../helpers/functions.js";
import { RecordingMocks, unknownOutput, valueOf } from "../../../helpers/mocks.js";
import { responded, FIELDS, ID, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";

const ALL = { id: ID, ...REF, ...FIELDS };

describe("getDataLakePipelineRun", () => {
  const test = useFunctions();

  it("returns the id, the arguments and every field", async () => {
    assert.deepEqual(await getDataLakePipelineRun(REF), ALL);
  });

  it("returns undefined for each field that Atlas did not send", async () => {
    test.get.resolves(responded({ body: { _id: REF.pipelineRunId, state: "PENDING", snapshotId: null } }));
    const absent = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
    assert.deepEqual(await getDataLakePipelineRun(REF), { id: ID, ...REF, ...absent, state: "PENDING" });
  });

  it("reads again at each call", async () => {
    test.get.onFirstCall().resolves(responded({ body: { _id: REF.pipelineRunId, state: "IN_PROGRESS" } }));
    assert.equal((await getDataLakePipelineRun(REF)).state, "IN_PROGRESS");
    assert.equal((await getDataLakePipelineRun(REF)).state, "DONE");
    assert.equal(test.get.callCount, 2);
  });

  it("rejects with a RunError of this package when Atlas refuses", async () => {
    test.get.resolves(responded({ status: 404, body: {} }));
    const error = await rejectionOf(getDataLakePipelineRun(REF));
    assert.ok(error instanceof AtlasApiError && pulumi.RunError.isInstance(error));
    assert.deepEqual([error.code, error.status], ["NOT_FOUND", 404]);
  });

  it("logs retries and unknown values through the engine", async () => {
    const info = sinon.stub(pulumi.log, "info").resolves();
    const warn = sinon.stub(pulumi.log, "warn").resolves();
    test.get.callsFake((_path, { onRetry }) => {
      onRetry("it broke", 1, 3_000);
      return Promise.resolve(responded({ body: { _id: REF.pipelineRunId, phase: "LATER" } }));
    });
    await getDataLakePipelineRun(REF);
    assert.deepEqual(info.args, [[`it broke in attempt 1, next attempt in 3.0 s: ${WHAT}`]]);
    assert.deepEqual(warn.args, [
      [`phase has the unknown value "LATER" (known: SNAPSHOT, EXPORT, INGESTION): ${WHAT}`],
    ]);
  });

  it("refuses an invalid argument before the configuration and before any request, in one line", async () => {
    pulumi.runtime.setAllConfig({});
    const error = await rejectionOf(getDataLakePipelineRun({ ...REF, projectId: "xyz" }));
    assert.ok(error instanceof InvalidArgumentError && pulumi.RunError.isInstance(error));
    const message = 'projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "xyz"';
    assert.equal(error.message, `getDataLakePipelineRun: ${message}`);
    assert.equal(error.stack, `InvalidArgumentError: ${error.message}`);
    assert.ok(test.get.notCalled);
  });

  it("rejects without credentials, before any request", async () => {
    setStackConfig({});
    const error = await rejectionOf(getDataLakePipelineRun(REF));
    assert.ok(error instanceof ConfigurationError && error.code === "NO_CREDENTIALS");
    assert.ok(test.get.notCalled);
  });

  it("uses the configuration of the stack, and the environment at the time of the read", async () => {
    setStackConfig({
      ...TOKEN_CONFIG,
      "mongodbatlas:baseUrl": "https://atlas.example.com/",
      "atlas-data-lake:retryTimeoutSeconds": "7.5",
    });
    await getDataLakePipelineRun(REF);
    setStackConfig({});
    stubEnvironment({ MONGODB_ATLAS_ACCESS_TOKEN: "token-of-the-environment" });
    await getDataLakePipelineRun(REF);
    const [client, other] = clientsOf(test.get);
    assert.deepEqual([client?.baseUrl, client?.retryTimeoutSeconds], ["https://atlas.example.com", 7.5]);
    assert.ok(client?.secrets().includes("a-token-for-tests"));
    assert.ok(other?.secrets().includes("token-of-the-environment"));
  });

  it("uses one client for each configuration", async () => {
    await getDataLakePipelineRun(REF);
    await getDataLakePipelineRun({ ...REF, pipelineName: "weekly" });
    setStackConfig({ "mongodbatlas:accessToken": "another-token" });
    await getDataLakePipelineRun(REF);
    const [first, second, third] = clientsOf(test.get);
    assert.ok(first && first === second && third && third !== first);
  });
});

describe("getDataLakePipelineRunOutput", () => {
  const test = useFunctions();

  it("checks an expected state that the arguments inherit", async () => {
    class Args {
      readonly projectId = REF.projectId;
      readonly pipelineName = REF.pipelineName;
      readonly pipelineRunId = REF.pipelineRunId;
      get expectedState() {
        return "FAILED" as const;
      }
    }
    await assert.rejects(valueOf(getDataLakePipelineRunOutput(new Args())), { code: "UNEXPECTED_STATE" });
  });

  it("returns the same run, for arguments that are outputs", async () => {
    const output = getDataLakePipelineRunOutput({ ...REF, projectId: pulumi.output(REF.projectId) });
    assert.deepEqual(await valueOf(output), ALL);
    assert.equal(test.get.callCount, 1);
  });

  it("is unknown, without a request, while an argument is unknown in a preview", async () => {
    const mocks = new RecordingMocks();
    await mocks.install(true);
    try {
      const output = getDataLakePipelineRunOutput({ ...REF, pipelineRunId: unknownOutput() });
      await assert.rejects(valueOf(output), { message: "the output is unknown" });
      assert.ok(test.get.notCalled);
    } finally {
      mocks.remove();
    }
  });
});
