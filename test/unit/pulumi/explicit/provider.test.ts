import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, Provider, type ProviderArgs } from "../../../../provider/index.js";
import { stubEnvironment, setStackConfig } from "../../../helpers/functions.js";
import { unknownOutput, useMocks } from "../../../helpers/mocks.js";
import { thrownBy } from "../../../helpers/responses.js";

const KEY = { publicKey: "public-key", privateKey: "private-key" };
const OUT_OF_FORM = "is_no_url_QXZ";

describe("Provider", () => {
  const mocks = useMocks(true);

  const resolved = async (provider: Provider): Promise<unknown> => (await provider.__atlasProvider()).inputs;

  it("registers each argument as an input of the dynamic provider, with its name", async () => {
    const provider = new Provider("orgB", {
      ...KEY,
      clientId: "id",
      clientSecret: pulumi.secret("secret"),
      accessToken: Promise.resolve("token"),
      baseUrl: pulumi.output("https://atlas.example"),
      isMongodbgovCloud: false,
      requestTimeoutSeconds: 5,
      retryTimeoutSeconds: pulumi.output(7.5),
      maxConcurrentReads: 3,
    });
    const inputs = {
      "mongodbatlas:publicKey": "public-key",
      "mongodbatlas:privateKey": "private-key",
      "mongodbatlas:clientId": "id",
      "mongodbatlas:clientSecret": "secret",
      "mongodbatlas:accessToken": "token",
      "mongodbatlas:baseUrl": "https://atlas.example",
      "mongodbatlas:isMongodbgovCloud": "false",
      "atlas-data-lake:requestTimeoutSeconds": "5",
      "atlas-data-lake:retryTimeoutSeconds": "7.5",
      "atlas-data-lake:maxConcurrentReads": "3",
      "pulumi-atlas-data-lake:explicitProvider": "orgB",
    };
    assert.deepEqual(await provider.__atlasProvider(), { name: "orgB", inputs });
    const [registered] = mocks.resources;
    assert.deepEqual([registered?.type, registered?.name], ["pulumi:providers:pulumi-nodejs", "orgB"]);
    const plain = (value: unknown): unknown =>
      typeof value === "object" && value !== null && "value" in value ? value.value : value;
    const passed = Object.entries(registered?.inputs as object).map(([key, value]) => [key, plain(value)]);
    assert.deepEqual(Object.fromEntries(passed), inputs);
  });

  it("makes each credential secret, and no setting", async () => {
    const provider = new Provider("orgB", {
      ...KEY,
      clientId: "id",
      clientSecret: pulumi.output("secret"),
      accessToken: "token",
      baseUrl: "https://atlas.example",
      maxConcurrentReads: 3,
    });
    const outputs = Object.entries(provider).filter(([key]) => key.includes(":"));
    const secret = new Map<string, boolean>();
    for (const [key, output] of outputs)
      secret.set(key, await pulumi.isSecret(output as pulumi.Output<unknown>));
    const isCredential = (key: string): boolean => /Key|client|accessToken/.test(key);
    assert.equal(secret.size, 8);
    for (const [key, is] of secret) assert.equal(is, isCredential(key), key);
  });

  it("has unknown inputs while an argument is unknown in a preview", async () => {
    for (const args of [
      { ...KEY, privateKey: unknownOutput() },
      { ...KEY, baseUrl: unknownOutput() },
    ]) {
      assert.equal(await resolved(new Provider("orgB", args)), undefined);
    }
  });

  it("takes nothing from the stack configuration or the environment", () => {
    stubEnvironment({ MONGODB_ATLAS_ACCESS_TOKEN: "token", MONGODB_ATLAS_PRIVATE_KEY: "private-key" });
    const restore = setStackConfig({ "mongodbatlas:accessToken": "token", "mongodbatlas:privateKey": "key" });
    const none = thrownBy(() => new Provider("orgB", {}));
    const half = thrownBy(() => new Provider("orgB", { publicKey: "public-key" }));
    restore();
    assert.equal(
      none.message,
      'no Atlas credentials in the provider "orgB". Set clientId and clientSecret, or another kind: an explicit provider ' +
        "takes none from the stack configuration or the environment",
    );
    assert.match(
      half.message,
      /^half of a MongoDB Atlas API key in the provider "orgB": publicKey is set, privateKey is /,
    );
  });

  const REFUSED: readonly (readonly [what: string, args: unknown, code: string, message: RegExp])[] = [
    [
      "no arguments",
      undefined,
      "INVALID_ARGUMENT",
      /^Provider "orgB": the arguments must be an object such as \{/,
    ],
    [
      "a misspelt argument",
      { ...KEY, baseURL: "x" },
      "INVALID_ARGUMENT",
      /^Provider "orgB": the arguments must not have the key "baseURL": did you mean baseUrl\?/,
    ],
    [
      "half of a pair whose other half is an output",
      { clientSecret: pulumi.output("x") },
      "INCOMPLETE_CREDENTIALS",
      /^half of a MongoDB Atlas service account in the provider "orgB": clientSecret is set, clientId is missing/,
    ],
    [
      "an empty half",
      { publicKey: "", privateKey: "x" },
      "INCOMPLETE_CREDENTIALS",
      /privateKey is set, publicKey is missing/,
    ],
    [
      "a credential with a space",
      { accessToken: "a b" },
      "INVALID_CONFIGURATION",
      /^Provider "orgB": accessToken has a character that no Atlas credential has/,
    ],
    [
      "a credential of another type, without its value",
      { accessToken: 12345 },
      "INVALID_ARGUMENT",
      /^Provider "orgB": accessToken must be a string, got a value of the type number$/,
    ],
    [
      "null",
      { ...KEY, privateKey: null },
      "INVALID_ARGUMENT",
      /^Provider "orgB": privateKey must be a string, got null: give it a value, or leave it out$/,
    ],
    [
      "a base URL that is none",
      { ...KEY, baseUrl: OUT_OF_FORM },
      "INVALID_CONFIGURATION",
      /^Provider "orgB": baseUrl must be a URL such as https:\/\/cloud.mongodb.com, got "is_no_url_QXZ"$/,
    ],
    [
      "a setting out of range",
      { ...KEY, maxConcurrentReads: 0 },
      "INVALID_CONFIGURATION",
      /^Provider "orgB": maxConcurrentReads must be a whole number from 1 to 1000, got "0"$/,
    ],
    [
      "a number as a text",
      { ...KEY, maxConcurrentReads: "3" },
      "INVALID_ARGUMENT",
      /^Provider "orgB": maxConcurrentReads must be a number, got "3"$/,
    ],
  ];
  for (const [what, args, code, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      const error = thrownBy(() => new Provider("orgB", args as ProviderArgs));
      assert.match(error.message, message);
      assert.equal((error as { code?: unknown }).code, code);
    });
  }

  it("refuses ignoreChanges, which keeps arguments of an earlier update, and no other option", () => {
    const error = thrownBy(() => new Provider("orgB", KEY, { ignoreChanges: ["mongodbatlas:privateKey"] }));
    assert.ok(error instanceof InvalidArgumentError);
    assert.equal(
      error.message,
      'Provider "orgB": the option ignoreChanges makes resources read with arguments of an earlier update: leave it out',
    );
    const allowed = { ignoreChanges: undefined, protect: true, replaceOnChanges: ["*"] };
    assert.ok(new Provider("orgB", KEY, allowed as unknown as pulumi.ResourceOptions));
  });

  const LATER: readonly (readonly [what: string, args: ProviderArgs, message: RegExp])[] = [
    [
      "a base URL",
      { ...KEY, baseUrl: pulumi.output(OUT_OF_FORM) },
      /^Provider "orgB": baseUrl must be a URL such as .*, got "is_no_url_QXZ"$/,
    ],
    [
      "an empty credential",
      { ...KEY, privateKey: pulumi.output(" ") },
      /publicKey is set, privateKey is missing/,
    ],
    [
      "undefined",
      { ...KEY, privateKey: pulumi.output(undefined as unknown as string) },
      /^Provider "orgB": privateKey must be a string, got undefined: give it a value, or leave it out$/,
    ],
  ];
  for (const [what, args, message] of LATER) {
    it(`refuses an output that resolves to ${what}`, async () => {
      await assert.rejects(resolved(new Provider("orgB", args)), { message });
    });
  }

  it("is recognized, as no other resource is", () => {
    class Other extends pulumi.ProviderResource {}
    assert.ok(Provider.isInstance(new Provider("orgB", KEY)));
    for (const other of [new Other("pulumi-nodejs", "other"), {}, undefined, pulumi.output({})]) {
      assert.ok(!Provider.isInstance(other));
    }
  });
});
