import assert from "node:assert/strict";
import sinon from "sinon";
import { ConfigurationError, getDataLakePipelineRun } from "../../../../provider/index.js";
import { ID, REF, rejectionOf } from "../../../helpers/responses.js";
import {
  clientsOf,
  setStackConfig,
  stubEnvironment,
  stubGet,
  TOKEN_CONFIG,
  type StubbedGet,
} from "../../../helpers/functions.js";

describe("configuration of getDataLakePipelineRun", () => {
  let get: StubbedGet;
  let restoreConfig: () => void;

  beforeEach(() => {
    get = stubGet();
    restoreConfig = setStackConfig({});
  });

  afterEach(() => {
    sinon.restore();
    restoreConfig();
  });

  const BAD: readonly (readonly [string, Record<string, string>, Record<string, string>, string, RegExp])[] =
    [
      ["no credentials", {}, {}, "NO_CREDENTIALS", /^no Atlas credentials in the stack configuration or /],
      [
        "half an API key",
        { "mongodbatlas:publicKey": "public" },
        { MONGODB_ATLAS_PRIVATE_API_KEY: "private" },
        "INCOMPLETE_CREDENTIALS",
        /stack configuration: mongodbatlas:publicKey is set, mongodbatlas:privateKey is missing\. Set both/,
      ],
      [
        "half a service account",
        {},
        { MONGODB_ATLAS_CLIENT_SECRET: "secret" },
        "INCOMPLETE_CREDENTIALS",
        /environment: MONGODB_ATLAS_CLIENT_SECRET is set, MONGODB_ATLAS_CLIENT_ID is missing\. Set both/,
      ],
      [
        "a base URL without https",
        { ...TOKEN_CONFIG, "mongodbatlas:baseUrl": "http://example.com" },
        {},
        "INVALID_CONFIGURATION",
        /^mongodbatlas:baseUrl must begin with https:\/\/, got "http:\/\/example\.com": /,
      ],
      [
        "a setting that is no number",
        { ...TOKEN_CONFIG, "atlas-data-lake:requestTimeoutSeconds": "soon" },
        {},
        "INVALID_CONFIGURATION",
        /^atlas-data-lake:requestTimeoutSeconds must be a number of seconds from 0\.1 to 86400, got "soon"$/,
      ],
    ];
  for (const [name, config, environment, code, message] of BAD) {
    it(`is refused before any request: ${name}`, async () => {
      stubEnvironment(environment);
      setStackConfig(config);
      const error = await rejectionOf(getDataLakePipelineRun(REF));
      assert.ok(error instanceof ConfigurationError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(get.notCalled);
    });
  }

  it("comes from the stack", async () => {
    stubEnvironment();
    setStackConfig({
      ...TOKEN_CONFIG,
      "mongodbatlas:baseUrl": "https://atlas.example.com/",
      "atlas-data-lake:retryTimeoutSeconds": "7.5",
    });
    await getDataLakePipelineRun(REF);
    const [client] = clientsOf(get);
    assert.deepEqual([client?.baseUrl, client?.retryTimeoutSeconds], ["https://atlas.example.com", 7.5]);
    assert.ok(client?.secrets().includes("a-token-for-tests"));
  });

  it("comes from the environment, as it is at the time of the read", async () => {
    stubEnvironment({ MONGODB_ATLAS_ACCESS_TOKEN: "token-of-the-environment" });
    assert.equal((await getDataLakePipelineRun(REF)).id, ID);
    assert.ok(clientsOf(get)[0]?.secrets().includes("token-of-the-environment"));
  });

  it("gives reads of one configuration one client, and those of another another", async () => {
    stubEnvironment();
    setStackConfig(TOKEN_CONFIG);
    await getDataLakePipelineRun(REF);
    await getDataLakePipelineRun({ ...REF, pipelineName: "weekly" });
    setStackConfig({ "mongodbatlas:accessToken": "another-token" });
    await getDataLakePipelineRun(REF);
    const [first, second, third] = clientsOf(get);
    assert.ok(first && first === second && third && third !== first);
  });
});
