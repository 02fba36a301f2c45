import assert from "node:assert/strict";
import { ConfigurationError } from "../../../provider/index.js";
import { checkSettingNames } from "../../../provider/config/unknown-settings.js";

const ALLOWED = "Allowed: requestTimeoutSeconds, retryTimeoutSeconds, maxConcurrentReads";

describe("checkSettingNames", () => {
  it("accepts the settings, and keys of other namespaces", () => {
    checkSettingNames(
      [
        "atlas-data-lake:requestTimeoutSeconds",
        "atlas-data-lake:retryTimeoutSeconds",
        "atlas-data-lake:maxConcurrentReads",
        "mongodbatlas:publicKey",
        "mongodbatlas:anything",
        "project:maxConcurrentRequest",
      ],
      "project",
    );
  });

  for (const [key, meant] of [
    ["mongodbatlas:baseURL", "mongodbatlas:baseUrl"],
    ["mongodbatlas:clientID", "mongodbatlas:clientId"],
    ["mongodbatlas:publickey", "mongodbatlas:publicKey"],
  ] as const) {
    it(`refuses ${key}, which would be ignored`, () => {
      const message = `the stack configuration must not have the key ${key}: did you mean ${meant}?`;
      assert.throws(
        () => {
          checkSettingNames([key], "project");
        },
        new ConfigurationError("INVALID_CONFIGURATION", message),
      );
    });
  }

  it("accepts the keys of a project named like the namespace, unless they are near to a setting", () => {
    checkSettingNames(["atlas-data-lake:projectId", "atlas-data-lake:pipelineName"], "atlas-data-lake");
    assert.throws(() => {
      checkSettingNames(["atlas-data-lake:retryTimeout"], "atlas-data-lake");
    }, /did you mean retryTimeoutSeconds\?/);
  });

  for (const [name, hint] of [
    ["maxConcurrentRequest", ": did you mean maxConcurrentReads?"],
    ["requesttimeoutseconds", ": did you mean requestTimeoutSeconds?"],
    ["baseUrl", ";"],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => {
          checkSettingNames(["mongodbatlas:baseUrl", `atlas-data-lake:${name}`], "project");
        },
        new ConfigurationError(
          "INVALID_CONFIGURATION",
          `the stack configuration must not have the key atlas-data-lake:${name}${hint} ${ALLOWED}`,
        ),
      );
    });
  }
});
