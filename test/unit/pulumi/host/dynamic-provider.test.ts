import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasApiError } from "../../../../provider/index.js";
import { createProvider } from "../../../../provider/pulumi/host/dynamic-provider.js";
import { clientsOf, testProvider, type TestProvider } from "../../../helpers/functions.js";
import { responded, FIELDS, ID, REF, rejectionOf, WHAT, saidBy } from "../../../helpers/responses.js";

const NULLS = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
const OTHER = "f".repeat(24);
const EXPLICIT = { "pulumi-atlas-data-lake:explicitProvider": "orgB" };

describe("the provider", () => {
  let test: TestProvider;

  beforeEach(() => {
    test = testProvider();
  });

  it("read requests the run of the id and of some arguments or none, and returns the id and every field", async () => {
    const PATH = `/api/atlas/v2/groups/${REF.projectId}/pipelines/nightly/runs/${REF.pipelineRunId}`;
    for (const properties of [REF, {}, undefined, { projectId: REF.projectId }, { ...REF, ...FIELDS }]) {
      assert.deepEqual(await test.read(ID, properties), { id: ID, props: { ...REF, ...FIELDS } });
      assert.deepEqual(
        test.get.args.map(([path]) => path),
        [PATH],
      );
      test.get.resetHistory();
    }
  });

  it("read refuses an id out of form, or that is not that of the arguments, before any request", async () => {
    for (const [id, properties, message] of [
      ["", {}, /^the id of a DataLakePipelineRun must be .*, got ""$/],
      [`${REF.projectId}/nightly/xyz`, {}, /: pipelineRunId must be .*, got "xyz"$/],
      [ID, { ...REF, pipelineRunId: OTHER }, /^the id must be that of its arguments, ".*f{24}", got ".*e4"$/],
      [ID, { ...REF, projectId: 1 }, /^projectId must be .*, got number 1$/],
    ] as const) {
      const error = await rejectionOf(test.read(id, properties));
      assert.equal(error.code, "INVALID_ARGUMENT");
      assert.match(saidBy(error), message);
    }
    assert.ok(test.get.notCalled);
  });

  it("read returns null for each field that Atlas did not send, and no undefined value at any depth", async () => {
    test.get.resolves(responded({ body: { _id: REF.pipelineRunId } }));
    assert.deepEqual(await test.read(ID, REF), { id: ID, props: { ...REF, ...NULLS } });
    const datasetRetentionPolicy = { units: "DAYS", value: 1, lastModifiedDate: null };
    const body = { _id: REF.pipelineRunId, datasetRetentionPolicy, stats: { numDocs: null }, state: null };
    test.get.resolves(responded({ body }));
    const { props } = await test.read(ID, REF);
    // A strict comparison takes an undefined value for a difference.
    assert.deepEqual(props, { ...REF, ...NULLS, datasetRetentionPolicy: { units: "DAYS", value: 1 } });
  });

  it("read rejects at a first read, by arguments and by id, when the run does not exist", async () => {
    test.get.resolves(responded({ status: 404, body: { errorCode: "RESOURCE_NOT_FOUND" } }));
    for (const properties of [REF, {}]) {
      const error = await rejectionOf(test.read(ID, properties));
      assert.ok(error instanceof AtlasApiError && error.code === "NOT_FOUND");
      assert.ok(error.message.startsWith(`404 from Atlas: no such ${WHAT}: RESOURCE_NOT_FOUND. `));
    }
  });

  it("read uses the configuration of the engine before the promise of configure has settled", async () => {
    const configured = test.configure({
      "mongodbatlas:accessToken": "a-late-token",
      "mongodbatlas:isMongodbgovCloud": "true",
    });
    await Promise.all([configured, test.read(ID, REF)]);
    const [client] = clientsOf(test.get);
    assert.equal(client?.baseUrl, "https://cloud.mongodbgov.com");
    assert.equal(client.redact("a-late-token"), "[redacted]");
  });

  it("read uses the inputs of an explicit provider alone, and names its arguments", async () => {
    process.env["MONGODB_ATLAS_ACCESS_TOKEN"] = "token-of-the-environment";
    process.env["MONGODB_ATLAS_BASE_URL"] = "https://a.example";
    await test.configure(EXPLICIT);
    assert.match((await rejectionOf(test.read(ID, REF))).message, /^no Atlas credentials in the provider "o/);
    assert.ok(test.get.notCalled);
    test.get.resolves(responded({ status: 401, body: { error: 401 } }));
    await test.configure({ ...EXPLICIT, "mongodbatlas:accessToken": "token-of-b" });
    const { message } = await rejectionOf(test.read(ID, REF));
    assert.match(message, / the Atlas of baseUrl of the provider "orgB" \[UNAUTHORIZED\]$/);
    assert.equal(clientsOf(test.get)[0]?.baseUrl, "https://cloud.mongodb.com");
  });

  it("read rejects without credentials and before the engine has configured it, without a request", async () => {
    await test.configure({});
    for (const { read } of [test.provider, createProvider()]) {
      const error = await rejectionOf(read?.(ID, REF) ?? Promise.resolve());
      assert.equal(error.code, "NO_CREDENTIALS");
      assert.match(error.message, /^no Atlas credentials in the stack configuration or the environment\. /);
      assert.match(error.message, /\. A resource sees the environment with which pulumi was started, not /);
    }
    assert.ok(test.get.notCalled);
  });

  it("read shortens an error that repeats the one of another run", async () => {
    test.get.resolves(responded({ status: 401, body: { error: 401 } }));
    await rejectionOf(test.read(ID, {}));
    const { message } = await rejectionOf(test.read(ID.replace(/\w+$/, OTHER), {}));
    assert.match(message, /reading run nightly\/f{24} in project \w+, as for nightly\/\w+ \[UNAUTHORIZED\]$/);
  });

  it("read prints messages, so that the engine shows them", async () => {
    test.get.callsFake((_path, { onRetry }) => {
      onRetry("it broke", 2, 2_500);
      return Promise.resolve(responded({ body: { _id: REF.pipelineRunId, phase: "LATER" } }));
    });
    const [log, warn] = [sinon.stub(console, "log"), sinon.stub(console, "warn")];
    await test.read(ID, REF);
    const lines = [...log.args, ...warn.args];
    sinon.restore();
    assert.deepEqual(lines, [
      [`it broke in attempt 2, next attempt in 2.5 s: ${WHAT}`],
      [
        `warning: [runtime] phase has the unknown value "LATER" (known: SNAPSHOT, EXPORT, INGESTION): ${WHAT}`,
      ],
    ]);
  });

  it("read works although no hook for the end of its process can be installed", async () => {
    (process.on as unknown as sinon.SinonStub).throws(new Error("no listeners"));
    const error = await rejectionOf(createProvider().read?.("x", {}) ?? Promise.resolve());
    assert.equal(error.code, "INVALID_ARGUMENT");
  });

  it("refuses to create, also at the check of a preview, and to update, and does nothing to delete", async () => {
    const { provider } = test;
    for (const [promise, start] of [
      [provider.create(REF), "a DataLakePipelineRun is read, never created: "],
      [provider.check?.({}, REF), "a DataLakePipelineRun is read, never created: "],
      [provider.update?.(ID, REF, REF), "a DataLakePipelineRun is read, never updated: "],
    ] as const) {
      const error = await rejectionOf(promise ?? Promise.resolve());
      assert.equal(error.code, "READ_ONLY");
      assert.ok(error.message.startsWith(start), error.message);
    }
    assert.equal(await provider.delete?.(ID, REF), undefined);
    assert.ok(test.get.notCalled);
  });
});
