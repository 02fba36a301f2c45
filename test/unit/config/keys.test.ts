import assert from "node:assert/strict";
import { OWN_NAMESPACE, SHARED_NAMESPACE } from "../../../provider/config/keys.js";
import { CONFIG_NAMES, ENVIRONMENT_NAMES, firstSet } from "../../../provider/config/keys.js";

describe("the names of the configuration", () => {
  it("are in the namespaces of the stack configuration", () => {
    assert.deepEqual([SHARED_NAMESPACE, OWN_NAMESPACE], ["mongodbatlas", "atlas-data-lake"]);
  });

  it("are those of @pulumi/mongodbatlas", () => {
    assert.deepEqual(CONFIG_NAMES, {
      accessToken: ["mongodbatlas:accessToken"],
      clientId: ["mongodbatlas:clientId"],
      clientSecret: ["mongodbatlas:clientSecret"],
      publicKey: ["mongodbatlas:publicKey"],
      privateKey: ["mongodbatlas:privateKey"],
    });
  });

  it("are those of the tools of Atlas in the environment", () => {
    assert.deepEqual(ENVIRONMENT_NAMES, {
      accessToken: ["MONGODB_ATLAS_ACCESS_TOKEN"],
      clientId: ["MONGODB_ATLAS_CLIENT_ID"],
      clientSecret: ["MONGODB_ATLAS_CLIENT_SECRET"],
      publicKey: ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"],
      privateKey: ["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"],
    });
  });
});

describe("the first name that is set", () => {
  const values: Readonly<Record<string, string>> = { blank: " \t\n", empty: "", a: " A ", b: "B" };
  const first = (...names: string[]): unknown => firstSet((key) => values[key], names);

  it("gives its value, trimmed, with the name", () => {
    assert.deepEqual(first("a", "b"), { name: "a", value: "A" });
    assert.deepEqual(first("b", "a"), { name: "b", value: "B" });
  });

  it("is not one that is missing, empty or white space", () => {
    assert.deepEqual(first("missing", "empty", "blank", "b"), { name: "b", value: "B" });
  });

  it("is nothing when none is set", () => {
    assert.equal(first("missing", "empty", "blank"), undefined);
    assert.equal(first(), undefined);
  });
});
