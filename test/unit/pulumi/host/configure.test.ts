import assert from "node:assert/strict";
import sinon from "sinon";
import { ConfigurationError } from "../../../../provider/index.js";
import { createProvider } from "../../../../provider/pulumi/host/dynamic-provider.js";
import { clientsOf, testProvider, type TestProvider } from "../../../helpers/functions.js";
import { responded, ID, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";

describe("the provider's configuration", () => {
  it("is the configuration of the engine, with its namespaces", async () => {
    const { read, get } = testProvider({
      "mongodbatlas:publicKey": "public-key",
      "mongodbatlas:privateKey": "private-key",
      "mongodbatlas:isMongodbgovCloud": "true",
      "atlas-data-lake:retryTimeoutSeconds": "9",
    });
    await read(ID, REF);
    const [client] = clientsOf(get);
    assert.deepEqual([client?.baseUrl, client?.retryTimeoutSeconds], ["https://cloud.mongodbgov.com", 9]);
    assert.equal(client?.redact("private-key"), "[redacted]");
  });

  describe("of an explicit provider", () => {
    const EXPLICIT = { "pulumi-atlas-data-lake:explicitProvider": "orgB" };

    it("is its inputs, with the names of its arguments in messages", async () => {
      const { read, get } = testProvider({
        ...EXPLICIT,
        "mongodbatlas:accessToken": "token-of-b",
        "mongodbatlas:baseUrl": "https://b.example",
        "atlas-data-lake:retryTimeoutSeconds": "9",
      });
      get.resolves(responded({ status: 401, body: { error: 401 } }));
      const { message } = await rejectionOf(read(ID, REF));
      assert.match(
        message,
        /^401 from Atlas at \S+: the access token from the provider "orgB" was refused, /,
      );
      assert.match(message, / the Atlas of baseUrl of the provider "orgB" \[UNAUTHORIZED\]$/);
      const [client] = clientsOf(get);
      assert.deepEqual([client?.baseUrl, client?.retryTimeoutSeconds], ["https://b.example", 9]);
    });

    it("is not completed by the environment", async () => {
      const environment = {
        MONGODB_ATLAS_ACCESS_TOKEN: "token-of-the-environment",
        MONGODB_ATLAS_PRIVATE_KEY: "private-key",
        MONGODB_ATLAS_BASE_URL: "https://a.example",
      };
      const reader = (config: Readonly<Record<string, string>>): TestProvider => {
        sinon.restore();
        const made = testProvider({ ...EXPLICIT, ...config });
        Object.assign(process.env, environment);
        return made;
      };
      for (const [config, message] of [
        [{}, /^no Atlas credentials in the provider "orgB"\. /],
        [{ "mongodbatlas:publicKey": "public-b" }, /"orgB": publicKey is set, privateKey is missing/],
      ] as const) {
        const { read, get } = reader(config);
        assert.match((await rejectionOf(read(ID, REF))).message, message);
        assert.ok(get.notCalled);
      }
      const { read, get } = reader({ "mongodbatlas:accessToken": "token-of-b" });
      await read(ID, REF);
      assert.equal(clientsOf(get)[0]?.baseUrl, "https://cloud.mongodb.com");
    });
  });

  it("is in effect before the promise of configure has settled", async () => {
    const { read, configure, get } = testProvider({});
    const configured = configure({ "mongodbatlas:accessToken": "a-late-token" });
    const reading = read(ID, REF);
    await Promise.all([configured, reading]);
    assert.equal(clientsOf(get)[0]?.redact("a-late-token"), "[redacted]");
  });

  it("fails the read, before any request, without credentials, and before the engine has configured it", async () => {
    const { read, get } = testProvider({});
    const unconfigured = createProvider();
    for (const reading of [read(ID, REF), unconfigured.read?.(ID, REF)]) {
      const error = await rejectionOf(Promise.resolve(reading));
      assert.ok(error instanceof ConfigurationError && error.code === "NO_CREDENTIALS");
      assert.match(error.message, /^no Atlas credentials in the stack configuration or the environment\. /);
      assert.match(error.message, /\. A resource sees the environment with which pulumi was started, not /);
    }
    assert.ok(get.notCalled);
  });
});

describe("the provider's messages", () => {
  it("are printed, so that the engine shows them", async () => {
    const { read, get } = testProvider();
    get.callsFake((_path, { onRetry }) => {
      onRetry("it broke", 2, 2_500);
      return Promise.resolve(responded({ body: { _id: REF.pipelineRunId, phase: "LATER" } }));
    });
    const log = sinon.stub(console, "log");
    const warn = sinon.stub(console, "warn");
    await read(ID, REF);
    const lines = [...log.args, ...warn.args];
    sinon.restore();
    assert.deepEqual(lines, [
      [`it broke in attempt 2, next attempt in 2.5 s: ${WHAT}`],
      [
        `warning: [runtime] phase has the unknown value "LATER" (known: SNAPSHOT, EXPORT, INGESTION): ${WHAT}`,
      ],
    ]);
  });
});
