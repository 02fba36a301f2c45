import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "../../../../provider/index.js";
import { stubEnvironment, setStackConfig } from "../../../helpers/functions.js";
import { unknownOutput, useMocks } from "../../../helpers/mocks.js";
import { thrownBy, saidBy } from "../../../helpers/responses.js";

const KEY = { publicKey: "public-key", privateKey: "private-key" };
const OUT_OF_FORM = "is_no_url_QXZ";

describe("Provider", () => {
  const mocks = useMocks(true);

  const resolved = async (provider: Provider): Promise<unknown> => (await provider.__atlasProvider()).inputs;

  it("registers each argument as an input of the dynamic provider, with its name, and credentials as secrets", async () => {
    const provider = new Provider("orgB", {
      ...KEY,
      baseUrl: pulumi.output("https://atlas.example"),
      isMongodbgovCloud: false,
      requestTimeoutSeconds: 5,
      retryTimeoutSeconds: pulumi.output(7.5),
      maxConcurrentReads: 3,
      showDeprecation: false,
    });
    const credentials = {
      "mongodbatlas:publicKey": "public-key",
      "mongodbatlas:privateKey": "private-key",
    };
    const others = {
      "mongodbatlas:baseUrl": "https://atlas.example",
      "mongodbatlas:isMongodbgovCloud": "false",
      "atlas-data-lake:requestTimeoutSeconds": "5",
      "atlas-data-lake:retryTimeoutSeconds": "7.5",
      "atlas-data-lake:maxConcurrentReads": "3",
      "atlas-data-lake:showDeprecation": "false",
      "pulumi-atlas-data-lake:explicitProvider": "orgB",
    };
    assert.deepEqual(await provider.__atlasProvider(), {
      name: "orgB",
      inputs: { ...credentials, ...others },
    });
    const [registered] = mocks.resources;
    assert.deepEqual([registered?.type, registered?.name], ["pulumi:providers:pulumi-nodejs", "orgB"]);
    const inputs = Object.entries(registered?.inputs as Record<string, string | { readonly value: string }>);
    const shown = inputs.map(([key, input]) => [
      key,
      typeof input === "string" ? input : `a secret: ${input.value}`,
    ]);
    const secrets = Object.entries(credentials).map(([key, value]) => [key, `a secret: ${value}`]);
    assert.deepEqual(Object.fromEntries(shown), { ...others, ...Object.fromEntries(secrets) });
  });

  it("has unknown inputs while an argument is unknown in a preview", async () => {
    for (const later of ["privateKey", "baseUrl"]) {
      assert.equal(await resolved(new Provider("orgB", { ...KEY, [later]: unknownOutput() })), undefined);
    }
  });

  const TWO = 'more than one kind of credentials in the provider "orgB": ';
  const REFUSED: readonly (readonly [args: unknown, code: string, message: string])[] = [
    [undefined, "INVALID_ARGUMENT", "the arguments must be an object such as {"],
    [
      { ...KEY, baseURL: "x" },
      "INVALID_ARGUMENT",
      'the arguments must not have the key "baseURL": did you mean',
    ],
    [Object.create({ ...KEY, baseURL: "x" }), "INVALID_ARGUMENT", "the arguments must not have the key"],
    [
      { accessToken: 12345 },
      "INVALID_ARGUMENT",
      "accessToken must be a string, got a value of the type number",
    ],
    [{ ...KEY, privateKey: null }, "INVALID_ARGUMENT", "privateKey must be a string, got null: "],
    [{ ...KEY, maxConcurrentReads: "3" }, "INVALID_ARGUMENT", "maxConcurrentReads must be "],
    [{ accessToken: "a b" }, "INVALID_CONFIGURATION", "accessToken has a character that no Atlas "],
    [{ ...KEY, baseUrl: OUT_OF_FORM }, "INVALID_CONFIGURATION", "baseUrl must be a URL "],
    [{ ...KEY, maxConcurrentReads: 0 }, "INVALID_CONFIGURATION", "maxConcurrentReads must be "],
    [
      { ...KEY, accessToken: "t" },
      "INVALID_CONFIGURATION",
      `${TWO}accessToken, publicKey, privateKey. Give an`,
    ],
    [
      { accessToken: pulumi.output("x"), clientSecret: Promise.resolve("x") },
      "INVALID_CONFIGURATION",
      `${TWO}accessToken, clientSecret. Give an access`,
    ],
    [
      { clientSecret: pulumi.output("x") },
      "INCOMPLETE_CREDENTIALS",
      "clientSecret is set, clientId is missing",
    ],
    [{ publicKey: "", privateKey: "x" }, "INCOMPLETE_CREDENTIALS", "privateKey is set, publicKey is missing"],
    [
      {},
      "NO_CREDENTIALS",
      'no Atlas credentials in the provider "orgB". Set clientId and clientSecret, or another kind: an explicit ' +
        "provider takes none from the stack configuration or the environment",
    ],
  ];
  for (const [args, code, message] of REFUSED) {
    it(`refuses arguments, takes nothing from the stack or the environment: ${message}`, () => {
      stubEnvironment({ MONGODB_ATLAS_ACCESS_TOKEN: "token", MONGODB_ATLAS_PRIVATE_KEY: "private-key" });
      const secret = { "mongodbatlas:accessToken": "token", "mongodbatlas:clientId": "id" };
      const restore = setStackConfig(secret);
      const error = thrownBy(() => new Provider("orgB", args as ProviderArgs));
      restore();
      assert.ok(saidBy(error).includes(message), error.message);
      assert.match(error.message, /^Provider "orgB": |in the provider "orgB"/);
      assert.equal(error.code, code);
    });
  }

  it("refuses ignoreChanges, which keeps arguments of an earlier update, and a misspelt option", () => {
    const { code, message } = thrownBy(() => new Provider("orgB", KEY, { ignoreChanges: ["x"] }));
    assert.equal(code, "INVALID_ARGUMENT");
    const why = "makes resources read with arguments of an earlier update: leave it out";
    assert.equal(message, `Provider "orgB": the option ignoreChanges ${why} [INVALID_ARGUMENT]`);
    const inherited = Object.create({ ignoreChanges: ["x"] }) as pulumi.ResourceOptions;
    assert.equal(thrownBy(() => new Provider("orgB", KEY, inherited)).message, message);
    const misspelt = { dependson: [] } as pulumi.ResourceOptions;
    assert.match(
      thrownBy(() => new Provider("orgB", KEY, misspelt)).message,
      /did you mean dependsOn\? \[INVALID_ARGUMENT\]$/,
    );
    const allowed = { ignoreChanges: undefined, newOption: 1, protect: true, replaceOnChanges: ["*"] };
    assert.ok(new Provider("orgB", KEY, allowed as unknown as pulumi.ResourceOptions));
  });

  it("refuses text that the engine takes for an unknown value, as its name and as an argument", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    for (const make of [
      () => new Provider(unknown, KEY),
      () => new Provider("orgB", { accessToken: unknown }),
    ]) {
      assert.match(
        saidBy(thrownBy(make)),
        /(the name|accessToken) must not be text that Pulumi takes for an unknown value$/,
      );
    }
  });

  it("refuses an output that resolves to an invalid value", async () => {
    for (const [name, value, message] of [
      ["baseUrl", OUT_OF_FORM, /^Provider "orgB": baseUrl must be a URL such as .*, got "is_no_url_QXZ" \[/],
      ["privateKey", " ", /publicKey is set, privateKey is missing/],
      [
        "privateKey",
        undefined,
        /^Provider "orgB": privateKey must be a string, got undefined: .* leave it out/,
      ],
    ] as const) {
      const provider = new Provider("orgB", { ...KEY, [name]: pulumi.output(value) });
      await assert.rejects(resolved(provider), { message });
    }
  });

  it("is recognized, as no other resource is", () => {
    class Other extends pulumi.ProviderResource {}
    assert.ok(Provider.isInstance(new Provider("orgB", KEY)));
    for (const other of [new Other("pulumi-nodejs", "other"), {}, undefined, pulumi.output({})]) {
      assert.ok(!Provider.isInstance(other));
    }
  });
});
