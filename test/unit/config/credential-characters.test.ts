import assert from "node:assert/strict";
import { resolveCredentials } from "../../../provider/config/credentials.js";

type Values = Readonly<Record<string, string>>;

const refused = (config: Values, environment: Values, name: string): void => {
  const resolve = (): unknown =>
    resolveCredentials(
      (key) => config[key],
      (key) => environment[key],
    );
  const message =
    `${name} has a character that no Atlas credential has (white space, a control or a non-ASCII ` +
    "character): set it again without it";
  assert.throws(resolve, { name: "ConfigurationError", code: "INVALID_CONFIGURATION", message });
};

describe("a credential with an invalid character", () => {
  const BAD = "s3cret s3cret";

  const CONFIG: readonly (readonly [string, Values])[] = [
    ["mongodbatlas:accessToken", {}],
    ["mongodbatlas:clientId", { "mongodbatlas:clientSecret": "s" }],
    ["mongodbatlas:clientSecret", { "mongodbatlas:clientId": "i" }],
    ["mongodbatlas:publicKey", { "mongodbatlas:privateKey": "r" }],
    ["mongodbatlas:privateKey", { "mongodbatlas:publicKey": "u" }],
  ];
  for (const [name, other] of CONFIG) {
    it(`is refused by its name, ${name}, without its value`, () => {
      refused({ ...other, [name]: BAD }, {}, name);
    });
  }

  const ENVIRONMENT: readonly (readonly [string, Values])[] = [
    ["MONGODB_ATLAS_ACCESS_TOKEN", {}],
    ["MONGODB_ATLAS_CLIENT_ID", { MONGODB_ATLAS_CLIENT_SECRET: "s" }],
    ["MONGODB_ATLAS_CLIENT_SECRET", { MONGODB_ATLAS_CLIENT_ID: "i" }],
    ["MONGODB_ATLAS_PUBLIC_API_KEY", { MONGODB_ATLAS_PRIVATE_API_KEY: "r" }],
    ["MCLI_PUBLIC_API_KEY", { MONGODB_ATLAS_PRIVATE_API_KEY: "r" }],
    ["MONGODB_ATLAS_PRIVATE_KEY", { MONGODB_ATLAS_PUBLIC_API_KEY: "u" }],
  ];
  for (const [name, other] of ENVIRONMENT) {
    it(`is refused by its name, ${name}, without its value`, () => {
      refused({}, { ...other, [name]: BAD }, name);
    });
  }

  for (const character of [" ", "\t", "\n", "\r\nX-Header: ", "\u0000", "\u001f", "\u007f"]) {
    it(`is refused when the character is ${JSON.stringify(character)}`, () => {
      refused({ "mongodbatlas:accessToken": `a${character}b` }, {}, "mongodbatlas:accessToken");
    });
  }

  for (const character of ["\u0080", "é", "\u200b", "日", "😀"]) {
    it(`is refused when the character is ${JSON.stringify(character)}, inside and at the ends`, () => {
      for (const value of [`a${character}b`, `${character}a`, `a${character}`]) {
        refused({ "mongodbatlas:accessToken": value }, {}, "mongodbatlas:accessToken");
      }
    });
  }
});
