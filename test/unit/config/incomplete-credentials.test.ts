import assert from "node:assert/strict";
import { resolveCredentials } from "../../../provider/config/credentials.js";

type Values = Readonly<Record<string, string>>;

const SECRET = "s3cret-value";
const ENV_PUBLIC = "MONGODB_ATLAS_PUBLIC_API_KEY or MONGODB_ATLAS_PUBLIC_KEY or MCLI_PUBLIC_API_KEY";
const ENV_PRIVATE = "MONGODB_ATLAS_PRIVATE_API_KEY or MONGODB_ATLAS_PRIVATE_KEY or MCLI_PRIVATE_API_KEY";

const refused = (config: Values, environment: Values, code: string, message: string): void => {
  const resolve = (): unknown =>
    resolveCredentials(
      (key) => config[key],
      (key) => environment[key],
    );
  assert.throws(resolve, { name: "ConfigurationError", code, message });
};

describe("half of a pair of credentials", () => {
  /** What is set, how the message calls it, what it says is missing. */
  const CONFIG: readonly (readonly [string, string, string])[] = [
    ["mongodbatlas:clientId", "service account", "mongodbatlas:clientSecret"],
    ["mongodbatlas:clientSecret", "service account", "mongodbatlas:clientId"],
    ["mongodbatlas:publicKey", "API key", "mongodbatlas:privateKey"],
    ["mongodbatlas:privateKey", "API key", "mongodbatlas:publicKey"],
  ];
  for (const [set, what, missing] of CONFIG) {
    const message =
      `half of a MongoDB Atlas ${what} in the stack configuration: ` +
      `${set} is set, ${missing} is missing. Set both, or neither`;

    it(`is refused when ${set} is alone in the stack configuration`, () => {
      refused({ [set]: SECRET }, {}, "INCOMPLETE_CREDENTIALS", message);
    });

    it(`is refused when ${set} is there and ${missing} is blank`, () => {
      refused({ [set]: SECRET, [missing]: " \t" }, {}, "INCOMPLETE_CREDENTIALS", message);
    });
  }

  const ENVIRONMENT: readonly (readonly [string, string, string, string])[] = [
    ["MONGODB_ATLAS_CLIENT_ID", "service account", "MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET"],
    [
      "MONGODB_ATLAS_CLIENT_SECRET",
      "service account",
      "MONGODB_ATLAS_CLIENT_SECRET",
      "MONGODB_ATLAS_CLIENT_ID",
    ],
    ["MONGODB_ATLAS_PUBLIC_API_KEY", "API key", ENV_PUBLIC, ENV_PRIVATE],
    ["MONGODB_ATLAS_PUBLIC_KEY", "API key", ENV_PUBLIC, ENV_PRIVATE],
    ["MCLI_PUBLIC_API_KEY", "API key", ENV_PUBLIC, ENV_PRIVATE],
    ["MONGODB_ATLAS_PRIVATE_API_KEY", "API key", ENV_PRIVATE, ENV_PUBLIC],
    ["MONGODB_ATLAS_PRIVATE_KEY", "API key", ENV_PRIVATE, ENV_PUBLIC],
    ["MCLI_PRIVATE_API_KEY", "API key", ENV_PRIVATE, ENV_PUBLIC],
  ];
  for (const [set, what, names, missing] of ENVIRONMENT) {
    it(`is refused when ${set} is alone in the environment`, () => {
      const message =
        `half of a MongoDB Atlas ${what} in the environment: ` +
        `${names} is set, ${missing} is missing. Set both, or neither`;
      refused({}, { [set]: SECRET }, "INCOMPLETE_CREDENTIALS", message);
    });
  }

  it("is refused for a service account beside a complete API key", () => {
    const config = {
      "mongodbatlas:clientId": SECRET,
      "mongodbatlas:publicKey": "u",
      "mongodbatlas:privateKey": "r",
    };
    const message =
      "half of a MongoDB Atlas service account in the stack configuration: mongodbatlas:clientId is set, " +
      "mongodbatlas:clientSecret is missing. Set both, or neither";
    refused(config, {}, "INCOMPLETE_CREDENTIALS", message);
  });

  it("is ignored beside an access token", () => {
    const config: Values = { "mongodbatlas:accessToken": "t", "mongodbatlas:clientId": "i" };
    const credentials = resolveCredentials(
      (key) => config[key],
      () => undefined,
    );
    assert.deepEqual(credentials, {
      source: "the stack configuration",
      kind: "accessToken",
      accessToken: "t",
    });
  });
});

describe("missing credentials", () => {
  const MESSAGE =
    "no Atlas credentials in the stack configuration or the environment. Set mongodbatlas:clientId and " +
    "mongodbatlas:clientSecret with pulumi config set --secret, or another kind: see the README of pulumi-atlas-data-lake";

  it("are refused on one line, with one way to set them and where the others are", () => {
    refused({}, {}, "NO_CREDENTIALS", MESSAGE);
  });

  for (const blank of ["", " ", "\t\r\n", "\u00a0"]) {
    it(`include a value of ${JSON.stringify(blank)}`, () => {
      const config = { "mongodbatlas:accessToken": blank, "mongodbatlas:clientId": blank };
      refused(config, { MONGODB_ATLAS_PUBLIC_KEY: blank }, "NO_CREDENTIALS", MESSAGE);
    });
  }
});
