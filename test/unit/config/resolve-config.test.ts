import assert from "node:assert/strict";
import {
  inputKey,
  PROVIDER_ARGUMENTS,
  PROVIDER_NAME_KEY,
  resolveProviderConfig,
  settingName,
  resolveConfig,
} from "../../../provider/config/resolve-config.js";
import { resolveSettings } from "../../../provider/config/settings.js";

type Values = Readonly<Record<string, string>>;

const settings = resolveSettings(() => undefined);
const resolve = (inputs: Values): unknown => resolveProviderConfig("orgB", (key) => inputs[key]);
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
    const credentials = { source: 'the provider "orgB"', kind: "accessToken", accessToken: "t" };
    assert.deepEqual(resolve(TOKEN), { baseUrl: "https://cloud.mongodb.com", credentials, settings });
    const config = { "mongodbatlas:isMongodbgovCloud": "true", "atlas-data-lake:maxConcurrentReads": "3" };
    assert.deepEqual(resolve({ ...TOKEN, ...config }), {
      baseUrl: "https://cloud.mongodbgov.com",
      credentials,
      settings: { ...settings, maxConcurrentReads: 3 },
    });
  });
});

describe("the configuration of the stack and the environment", () => {
  it("takes each part from the place that has it", () => {
    const config: Values = {
      "mongodbatlas:isMongodbgovCloud": "true",
      "atlas-data-lake:maxConcurrentReads": "3",
    };
    // No setting of the package comes from the environment.
    const environment: Values = {
      MONGODB_ATLAS_CLIENT_ID: "i",
      MONGODB_ATLAS_CLIENT_SECRET: "s",
      "atlas-data-lake:requestTimeoutSeconds": "3",
    };
    const found = resolveConfig(
      (key) => config[key],
      (key) => environment[key],
    );
    assert.deepEqual(found, {
      baseUrl: "https://cloud.mongodbgov.com",
      credentials: { source: "the environment", kind: "serviceAccount", clientId: "i", clientSecret: "s" },
      settings: { ...settings, maxConcurrentReads: 3 },
    });
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
