import assert from "node:assert/strict";
import {
  inputKey,
  PROVIDER_ARGUMENTS,
  PROVIDER_NAME_KEY,
  resolveProviderConfig,
  withArgumentNames,
} from "../../../provider/config/provider-config.js";
import { AtlasError, ConfigurationError } from "../../../provider/errors/index.js";

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
    ]);
    assert.equal(PROVIDER_NAME_KEY, "pulumi-atlas-data-lake:explicitProvider");
  });

  it("has the defaults of the stack configuration, and the name of the provider as its source", () => {
    const settings = { requestTimeoutSeconds: 30, retryTimeoutSeconds: 120, maxConcurrentReads: 32 };
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

describe("withArgumentNames", () => {
  it("names the arguments of the provider in place of the stack configuration's keys", () => {
    const error = new AtlasError(
      "TIMEOUT",
      "Raise atlas-data-lake:retryTimeoutSeconds, or check mongodbatlas:baseUrl (mongodbatlas:other)",
    );
    assert.equal(withArgumentNames("orgB", error), error);
    assert.equal(
      error.message,
      'Raise retryTimeoutSeconds of the provider "orgB", or check baseUrl of the provider "orgB" (mongodbatlas:other)',
    );
  });

  it("leaves other errors, and what is not an error, as they are", () => {
    const error = new Error("mongodbatlas:baseUrl");
    assert.equal(withArgumentNames("orgB", error).message, "mongodbatlas:baseUrl");
    assert.equal(withArgumentNames("orgB", null), null);
    assert.equal(withArgumentNames("orgB", new ConfigurationError("NO_CREDENTIALS", "none")).message, "none");
  });
});
