import assert from "node:assert/strict";
import { checkSettingNames } from "../../../provider/config/unknown-settings.js";

const ALLOWED = "Allowed: requestTimeoutSeconds, retryTimeoutSeconds, maxConcurrentReads, showDeprecation";

describe("checkSettingNames", () => {
  it("accepts the settings, and keys of other namespaces", () => {
    const settings = [
      "requestTimeoutSeconds",
      "retryTimeoutSeconds",
      "maxConcurrentReads",
      "showDeprecation",
    ];
    const others = ["mongodbatlas:publicKey", "mongodbatlas:anything", "project:maxConcurrentRequest"];
    checkSettingNames([...settings.map((name) => `atlas-data-lake:${name}`), ...others], "project");
  });

  it("accepts the keys of a project named like the namespace, unless they are near to a setting", () => {
    checkSettingNames(["atlas-data-lake:projectId", "atlas-data-lake:pipelineName"], "atlas-data-lake");
    assert.throws(() => {
      checkSettingNames(["atlas-data-lake:retryTimeout"], "atlas-data-lake");
    }, /did you mean retryTimeoutSeconds\?/);
  });

  for (const [key, hint] of [
    ["mongodbatlas:baseURL", ": did you mean mongodbatlas:baseUrl?"],
    ["mongodbatlas:clientID", ": did you mean mongodbatlas:clientId?"],
    ["mongodbatlas:publickey", ": did you mean mongodbatlas:publicKey?"],
    ["atlas-data-lake:maxConcurrentRequest", `: did you mean maxConcurrentReads? ${ALLOWED}`],
    ["atlas-data-lake:requesttimeoutseconds", `: did you mean requestTimeoutSeconds? ${ALLOWED}`],
    ["atlas-data-lake:baseUrl", `; ${ALLOWED}`],
  ] as const) {
    it(`refuses ${key}, which would be ignored`, () => {
      const message = `the stack configuration must not have the key ${key}${hint}`;
      const expected = { name: "ConfigurationError", message: `${message} [INVALID_CONFIGURATION]` };
      assert.throws(() => {
        checkSettingNames(["mongodbatlas:baseUrl", key], "project");
      }, expected);
    });
  }
});
