import assert from "node:assert/strict";
import { describeCredentials, resolveCredentials } from "../../../provider/config/credentials.js";
import { type Lookup } from "../../../provider/config/keys.js";

type Values = Readonly<Record<string, string | undefined>>;

const lookup = (values: Values): Lookup => {
  return (key) => values[key];
};
const resolve = (config: Values, environment: Values = {}): unknown =>
  resolveCredentials(lookup(config), lookup(environment));

const source = "the stack configuration";
const TOKEN = { source, kind: "accessToken", accessToken: "t" };
const ACCOUNT = { source, kind: "serviceAccount", clientId: "i", clientSecret: "s" };
const KEY = { source, kind: "apiKey", publicKey: "u", privateKey: "r" };

const CONFIG_TOKEN = { "mongodbatlas:accessToken": "t" };
const CONFIG_ACCOUNT = { "mongodbatlas:clientId": "i", "mongodbatlas:clientSecret": "s" };
const CONFIG_KEY = { "mongodbatlas:publicKey": "u", "mongodbatlas:privateKey": "r" };
const ENV_TOKEN = { MONGODB_ATLAS_ACCESS_TOKEN: "t" };
const ENV_ACCOUNT = { MONGODB_ATLAS_CLIENT_ID: "i", MONGODB_ATLAS_CLIENT_SECRET: "s" };
const ENV_KEY = { MONGODB_ATLAS_PUBLIC_API_KEY: "u", MONGODB_ATLAS_PRIVATE_API_KEY: "r" };

describe("describeCredentials", () => {
  it("names kind and place, and no value", () => {
    const source = "the environment";
    assert.equal(describeCredentials({ kind: "accessToken", source }), `the access token from ${source}`);
    assert.equal(
      describeCredentials({ kind: "serviceAccount", source }),
      `the service account from ${source}`,
    );
    assert.equal(
      describeCredentials({ kind: "apiKey", source: "the stack configuration" }),
      "the API key from the stack configuration",
    );
  });
});

describe("credentials", () => {
  context("when they are in the stack configuration", () => {
    it("are an access token, a service account or an API key", () => {
      assert.deepEqual(resolve(CONFIG_TOKEN), TOKEN);
      assert.deepEqual(resolve(CONFIG_ACCOUNT), ACCOUNT);
      assert.deepEqual(resolve(CONFIG_KEY), KEY);
    });

    it("are the token before the service account, and that before the API key", () => {
      assert.deepEqual(resolve({ ...CONFIG_KEY, ...CONFIG_ACCOUNT, ...CONFIG_TOKEN }), TOKEN);
      assert.deepEqual(resolve({ ...CONFIG_KEY, ...CONFIG_TOKEN }), TOKEN);
      assert.deepEqual(resolve({ ...CONFIG_KEY, ...CONFIG_ACCOUNT }), ACCOUNT);
    });

    it("are not asked for by the names of the environment", () => {
      assert.throws(() => resolve({ ...ENV_TOKEN, ...ENV_KEY }), { code: "NO_CREDENTIALS" });
    });
  });

  context("when they are in the environment", () => {
    it("are an access token, a service account or an API key", () => {
      const environment = { source: "the environment" };
      assert.deepEqual(resolve({}, ENV_TOKEN), { ...TOKEN, ...environment });
      assert.deepEqual(resolve({}, ENV_ACCOUNT), { ...ACCOUNT, ...environment });
      assert.deepEqual(resolve({}, ENV_KEY), { ...KEY, ...environment });
    });

    it("are the token before the service account, and that before the API key", () => {
      const kind = (environment: Values): unknown => (resolve({}, environment) as { kind: unknown }).kind;
      assert.equal(kind({ ...ENV_KEY, ...ENV_ACCOUNT, ...ENV_TOKEN }), "accessToken");
      assert.equal(kind({ ...ENV_KEY, ...ENV_TOKEN }), "accessToken");
      assert.equal(kind({ ...ENV_KEY, ...ENV_ACCOUNT }), "serviceAccount");
    });

    it("are not asked for by the names of the stack configuration", () => {
      assert.throws(() => resolve({}, { ...CONFIG_TOKEN, ...CONFIG_KEY }), { code: "NO_CREDENTIALS" });
    });
  });

  for (const [side, field, other] of [
    ["PUBLIC", "publicKey", { MONGODB_ATLAS_PRIVATE_API_KEY: "other" }],
    ["PRIVATE", "privateKey", { MONGODB_ATLAS_PUBLIC_API_KEY: "other" }],
  ] as const) {
    const names = [`MONGODB_ATLAS_${side}_API_KEY`, `MONGODB_ATLAS_${side}_KEY`, `MCLI_${side}_API_KEY`];
    const read = (environment: Values): unknown =>
      (resolve({}, { ...other, ...environment }) as Record<string, unknown>)[field];

    context(`when a ${side.toLowerCase()} key goes by several names`, () => {
      for (const [source, name] of names.entries()) {
        it(`is read as ${name}, before the names after it`, () => {
          assert.equal(read({ [name]: name }), name);
          assert.equal(read(Object.fromEntries(names.slice(source).map((n) => [n, n]))), name);
        });

        it(`is read as a later name when ${name} is blank`, () => {
          const values = Object.fromEntries(names.map((n) => [n, n]));
          const first = source === 0 ? names[1] : names[0];
          assert.equal(read({ ...values, [name]: " " }), first);
        });
      }
    });
  }

  context("when both places have credentials", () => {
    it("are those of the stack configuration, whatever kind they are", () => {
      const environment = { ...ENV_TOKEN, MONGODB_ATLAS_CLIENT_ID: "x", MONGODB_ATLAS_CLIENT_SECRET: "x" };
      assert.deepEqual(resolve(CONFIG_KEY, environment), KEY);
      assert.deepEqual(resolve(CONFIG_ACCOUNT, environment), ACCOUNT);
      assert.deepEqual(resolve(CONFIG_TOKEN, { MONGODB_ATLAS_ACCESS_TOKEN: "x" }), TOKEN);
    });

    it("are never mixed: half of a pair is not completed by the environment", () => {
      const half = { "mongodbatlas:publicKey": "u" };
      assert.throws(() => resolve(half, { ...ENV_KEY, ...ENV_TOKEN }), { code: "INCOMPLETE_CREDENTIALS" });
    });
  });

  it("are trimmed of the white space around them", () => {
    assert.deepEqual(resolve({ "mongodbatlas:accessToken": " t\n" }), TOKEN);
    assert.deepEqual(resolve({}, { MONGODB_ATLAS_ACCESS_TOKEN: "\tt " }), {
      ...TOKEN,
      source: "the environment",
    });
  });

  it("may have any printable character of ASCII", () => {
    const accessToken = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join("");
    assert.deepEqual(resolve({ "mongodbatlas:accessToken": accessToken }), { ...TOKEN, accessToken });
  });
});
