import assert from "node:assert/strict";
import { resolveConfig } from "../../../provider/config/resolve-config.js";

type Values = Readonly<Record<string, string>>;

const resolve = (config: Values, environment: Values): unknown =>
  resolveConfig(
    (key) => config[key],
    (key) => environment[key],
  );

describe("the configuration of the reads", () => {
  const settings = {
    requestTimeoutSeconds: 30,
    retryTimeoutSeconds: 120,
    maxConcurrentReads: 32,
    showDeprecation: true,
  };

  it("is complete with credentials alone", () => {
    assert.deepEqual(resolve({ "mongodbatlas:accessToken": "t" }, {}), {
      baseUrl: "https://cloud.mongodb.com",
      credentials: { source: "the stack configuration", kind: "accessToken", accessToken: "t" },
      settings,
    });
  });

  it("takes each part from the place that has it", () => {
    const config = { "mongodbatlas:isMongodbgovCloud": "true", "atlas-data-lake:maxConcurrentReads": "3" };
    const account = { MONGODB_ATLAS_CLIENT_ID: "i", MONGODB_ATLAS_CLIENT_SECRET: "s" };
    // No setting of the package comes from the environment.
    const environment = { ...account, "atlas-data-lake:requestTimeoutSeconds": "3" };
    assert.deepEqual(resolve(config, environment), {
      baseUrl: "https://cloud.mongodbgov.com",
      credentials: { source: "the environment", kind: "serviceAccount", clientId: "i", clientSecret: "s" },
      settings: { ...settings, maxConcurrentReads: 3 },
    });
  });
});
