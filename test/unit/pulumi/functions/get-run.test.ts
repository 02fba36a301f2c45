import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  ConfigurationError,
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
} from "../../../../provider/index.js";
import {
  clientsOf,
  setStackConfig,
  stubEnvironment,
  TOKEN_CONFIG,
  useFunctions,
} from "../../../helpers/functions.js";
import { valueOf } from "../../../helpers/mocks.js";
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
    assert.equal(client?.redact("a-token-for-tests"), "[redacted]");
    assert.equal(other?.redact("token-of-the-environment"), "[redacted]");
  });
});

describe("getDataLakePipelineRunOutput", () => {
  const test = useFunctions();

  it("returns the same run, for arguments that are outputs", async () => {
    const output = getDataLakePipelineRunOutput({ ...REF, projectId: pulumi.output(REF.projectId) });
    assert.deepEqual(await valueOf(output), ALL);
    assert.equal(test.get.callCount, 1);
  });
});
