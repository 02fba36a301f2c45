import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { getDataLakePipelineRun, getDataLakePipelineRunOutput } from "../../../../provider/index.js";
import {
  clientsOf,
  setStackConfig,
  stubEnvironment,
  TOKEN_CONFIG,
  useFunctions,
} from "../../../helpers/functions.js";
import { valueOf } from "../../../helpers/mocks.js";
import { responded, FIELDS, ID, REF, WHAT } from "../../../helpers/responses.js";

const ALL = { id: ID, ...REF, ...FIELDS };

describe("getDataLakePipelineRun", () => {
  const test = useFunctions();

  it("returns the id, the arguments and every field, undefined for each that Atlas did not send", async () => {
    assert.deepEqual(await getDataLakePipelineRun(REF), ALL);
    test.get.resolves(responded({ body: { _id: REF.pipelineRunId, state: "PENDING", snapshotId: null } }));
    const absent = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
    assert.deepEqual(await getDataLakePipelineRun(REF), { id: ID, ...REF, ...absent, state: "PENDING" });
  });

  it("returns the same run in its Output form, for arguments that are outputs", async () => {
    const output = getDataLakePipelineRunOutput({ ...REF, projectId: pulumi.output(REF.projectId) });
    assert.deepEqual(await valueOf(output), ALL);
    assert.equal(test.get.callCount, 1);
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
