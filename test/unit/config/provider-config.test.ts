import assert from "node:assert/strict";
import {
  inputKey,
  PROVIDER_ARGUMENTS,
  PROVIDER_NAME_KEY,
  resolveProviderConfig,
  settingName,
} from "../../../provider/config/resolve-config.js";

const resolve = (inputs: Readonly<Record<string, string>>): unknown =>
  resolveProviderConfig("orgB", (key) => inputs[key]);
const TOKEN = { "mongodbatlas:accessToken": "t" };

describe("the configuration of an explicit provider", () => {
  it("has the keys that states of stacks have", () => {
    assert.deepEqual(PROVIDER_ARGUMENTS.map(inputKey), [
      "mongodbatlas:accessToken",
      "mongodbatlas:clientId",
      "mongodbatlas:clientSecret",
      "mongodbatlas:publicKey",
      "mongodbatlas:privateKey",
      "mongodbatlas:baseUrl",
      "mongodbatlas:isMongodbgovCloud",
      "atlas-data-lake:requestTimeoutSeconds",
      "atlas-data-lake:retryTimeoutSeconds",
      "atlas-data-lake:maxConcurrentReads",
      "atlas-data-lake:showDeprecation",
    ]);
    assert.equal(PROVIDER_NAME_KEY, "pulumi-atlas-data-lake:explicitProvider");
  });

  it("has the defaults of the stack configuration, and the name of the provider as its source", () => {
    const settings = {
      requestTimeoutSeconds: 30,
      retryTimeoutSeconds: 120,
      maxConcurrentReads: 32,
      showDeprecation: true,
    };
    const credentials = { source: 'the provider "orgB"', kind: "accessToken", accessToken: "t" };
    assert.deepEqual(resolve(TOKEN), { baseUrl: "https://cloud.mongodb.com", credentials, settings });
    assert.deepEqual(
      resolve({
        ...TOKEN,
        "mongodbatlas:isMongodbgovCloud": "true",
        "atlas-data-lake:maxConcurrentReads": "3",
      }),
      {
        baseUrl: "https://cloud.mongodbgov.com",
        credentials,
        settings: { ...settings, maxConcurrentReads: 3 },
      },
    );
  });
});

describe("settingName", () => {
  it("is the key of the stack configuration, or the argument of the explicit provider that reads", () => {
    assert.equal(settingName("baseUrl", { source: "the environment" }), "mongodbatlas:baseUrl");
    const limit = "retryTimeoutSeconds";
    assert.equal(settingName(limit, { source: "the stack configuration" }), `atlas-data-lake:${limit}`);
    assert.equal(settingName(limit, { source: 'the provider "orgB"' }), `${limit} of the provider "orgB"`);
  });
});
