import assert from "node:assert/strict";
import { describeCredentials, resolveCredentials } from "../../../provider/config/credentials.js";

type Values = Readonly<Record<string, string>>;
type Places = readonly [config: Values, environment: Values];

const resolve = (...[config, environment]: Places): Readonly<Record<string, string>> =>
  resolveCredentials(
    (key) => config[key],
    (key) => environment[key],
  );
const refuses = (places: Places, code: string, message: string): void => {
  assert.throws(() => resolve(...places), {
    name: "ConfigurationError",
    code,
    message: `${message} [${code}]`,
  });
};
const refusesCharacter = (places: Places, name: string): void => {
  const message =
    `${name} has a character that no Atlas credential has (white space, a control or a non-ASCII ` +
    "character): set it again without it";
  refuses(places, "INVALID_CONFIGURATION", message);
};

const NONE =
  "no Atlas credentials in the stack configuration or the environment. Set mongodbatlas:clientId and " +
  "mongodbatlas:clientSecret with pulumi config set --secret, or MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET in the environment, " +
  "or another kind: see the README of pulumi-atlas-data-lake";

const CONFIG = {
  accessToken: ["mongodbatlas:accessToken"],
  clientId: ["mongodbatlas:clientId"],
  clientSecret: ["mongodbatlas:clientSecret"],
  publicKey: ["mongodbatlas:publicKey"],
  privateKey: ["mongodbatlas:privateKey"],
};
const ENVIRONMENT = {
  accessToken: ["MONGODB_ATLAS_ACCESS_TOKEN"],
  clientId: ["MONGODB_ATLAS_CLIENT_ID"],
  clientSecret: ["MONGODB_ATLAS_CLIENT_SECRET"],
  publicKey: ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"],
  privateKey: ["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"],
};
type Field = keyof typeof CONFIG;

const TOKEN = ["accessToken"] as const;
const ACCOUNT = ["clientId", "clientSecret"] as const;
const KEY = ["publicKey", "privateKey"] as const;

for (const [source, names] of [
  ["the stack configuration", CONFIG],
  ["the environment", ENVIRONMENT],
] as const) {
  const here = (values: Values): Places => (names === CONFIG ? [values, {}] : [{}, values]);
  /** Fields under the first of their names, each with its own name as the value. */
  const set = (...fields: readonly Field[]): Values =>
    Object.fromEntries(fields.map((field): [string, string] => [String(names[field][0]), field]));

  describe(`resolveCredentials from ${source}`, () => {
    const credentials = (kind: string, fields: readonly Field[]): object => ({
      ...{ source, kind },
      ...Object.fromEntries(fields.map((field) => [field, field])),
    });

    it("takes an access token before a service account, and that before an API key", () => {
      const [token, account] = [credentials("accessToken", TOKEN), credentials("serviceAccount", ACCOUNT)];
      for (const fields of [TOKEN, [...TOKEN, ...ACCOUNT, ...KEY], [...TOKEN, ...KEY]])
        assert.deepEqual(resolve(...here(set(...fields))), token);
      for (const fields of [ACCOUNT, [...ACCOUNT, ...KEY]])
        assert.deepEqual(resolve(...here(set(...fields))), account);
      assert.deepEqual(resolve(...here(set(...KEY))), credentials("apiKey", KEY));
    });

    it("ignores the names of the other place", () => {
      const [config, environment] = here(set(...TOKEN, ...ACCOUNT, ...KEY));
      refuses([environment, config], "NO_CREDENTIALS", NONE);
    });

    it("trims a value, and keeps any printable character of ASCII", () => {
      const printable = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join("");
      const { accessToken } = resolve(...here({ [String(names.accessToken[0])]: ` \t${printable}\n` }));
      assert.equal(accessToken, printable);
    });

    it("ignores half of a pair beside an access token, but not beside another pair", () => {
      assert.deepEqual(resolve(...here(set("clientId", ...TOKEN))), credentials("accessToken", TOKEN));
      assert.throws(() => resolve(...here(set("clientId", ...KEY))), { code: "INCOMPLETE_CREDENTIALS" });
    });

    for (const [half, other, pair] of [
      [...ACCOUNT, "service account"],
      ["clientSecret", "clientId", "service account"],
      [...KEY, "API key"],
      ["privateKey", "publicKey", "API key"],
    ] as const) {
      for (const [at, name] of names[half].entries()) {
        it(`refuses ${name} if ${other} is missing or blank`, () => {
          const message =
            `half of a MongoDB Atlas ${pair} in ${source}: ${names[half].join(" or ")} is set, ` +
            `${names[other].join(" or ")} is missing. Set both, or neither`;
          const blank = Object.fromEntries(names[other].map((name) => [name, " \t"]));
          for (const values of [{ [name]: "s3cret" }, { ...blank, [name]: "s3cret" }])
            refuses(here(values), "INCOMPLETE_CREDENTIALS", message);
        });

        it(`reads ${name} before the names after it, and skips it if it is blank`, () => {
          const all = Object.fromEntries(names[half].slice(at).map((name) => [name, name]));
          const value = (values: Values): unknown => resolve(...here({ ...set(other), ...values }))[half];
          assert.equal(value(all), name);
          const next = names[half][at + 1];
          if (next !== undefined) assert.equal(value({ ...all, [name]: " " }), next);
        });

        it(`refuses ${name} with an invalid character, without its value`, () => {
          refusesCharacter(here({ ...set(other), [name]: "s3cret s3cret" }), name);
        });
      }
    }
  });
}

describe("resolveCredentials from both places", () => {
  it("takes any kind from the stack configuration before the environment, and mixes none", () => {
    const token = { MONGODB_ATLAS_ACCESS_TOKEN: "x" };
    const key = { "mongodbatlas:publicKey": "u", "mongodbatlas:privateKey": "r" };
    assert.deepEqual(resolve(key, token), {
      source: "the stack configuration",
      kind: "apiKey",
      ...{ publicKey: "u", privateKey: "r" },
    });
    const half = { "mongodbatlas:publicKey": "u" };
    const other = { MONGODB_ATLAS_PRIVATE_API_KEY: "r", ...token };
    assert.throws(() => resolve(half, other), { code: "INCOMPLETE_CREDENTIALS" });
  });

  it("refuses blank values as missing, with one way to set them", () => {
    for (const blank of ["", " ", "\t\r\n", "\u00a0"]) {
      const config = { "mongodbatlas:accessToken": blank, "mongodbatlas:clientId": blank };
      refuses([config, { MONGODB_ATLAS_PUBLIC_KEY: blank }], "NO_CREDENTIALS", NONE);
    }
  });

  const CONTROLS = [" ", "\t", "\n", "\r\nX-Header: ", "\u0000", "\u001f", "\u007f"];
  for (const character of [...CONTROLS, "\u0080", "é", "\u200b", "日", "😀"]) {
    it(`refuses the character ${JSON.stringify(character)} inside, and at the ends unless it is trimmed`, () => {
      const ends = character > "\u007f" ? [`${character}a`, `a${character}`] : [];
      for (const value of [`a${character}b`, ...ends])
        refusesCharacter([{ "mongodbatlas:accessToken": value }, {}], "mongodbatlas:accessToken");
    });
  }
});

describe("describeCredentials", () => {
  it("names kind and place, and no value", () => {
    const source = "the environment";
    const described = (["accessToken", "serviceAccount", "apiKey"] as const).map((kind) =>
      describeCredentials({ kind, source }),
    );
    const names = ["access token", "service account", "API key"];
    assert.deepEqual(
      described,
      names.map((name) => `the ${name} from ${source}`),
    );
  });
});
