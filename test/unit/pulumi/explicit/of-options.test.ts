import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, Provider } from "../../../../provider/index.js";
import { providerOf } from "../../../../provider/pulumi/explicit/of-options.js";
import { Thing, useMocks } from "../../../helpers/mocks.js";

class Foreign extends pulumi.ProviderResource {
  constructor(name = "mongodbatlas") {
    super(name, "foreign");
  }
}
const ours = (name = "orgB"): Provider => new Provider(name, { accessToken: "token" });
const component = (opts: pulumi.ComponentResourceOptions): pulumi.ComponentResource =>
  new pulumi.ComponentResource("test:index:Component", "component", {}, opts);

describe("providerOf", () => {
  useMocks(true);

  it("returns the option provider, also where the parent passes on another one", () => {
    const [provider, other] = [ours(), ours("other")];
    assert.equal(providerOf("", { provider }), provider);
    assert.equal(providerOf("", { provider, parent: component({ providers: [other] }) }), provider);
  });

  it("returns the provider that a component passes on: from providers, from provider, and from further above", () => {
    const provider = ours();
    const above = component({ providers: [new Foreign(), provider] });
    for (const parent of [
      above,
      component({ provider }),
      component({ providers: { "pulumi-nodejs": provider } }),
      component({ parent: above }),
      new Thing("pulumi-nodejs:index:Thing", "thing", {}, { provider }),
    ]) {
      assert.equal(providerOf("", { parent }), provider);
    }
  });

  it("returns none without both, and for a parent with providers of other packages alone", () => {
    assert.equal(providerOf("", {}), undefined);
    assert.equal(providerOf("", { parent: component({ providers: [new Foreign()] }) }), undefined);
  });

  const MAKE =
    ": make it with new Provider(name, args), or leave it out for the credentials of the stack configuration or the environment";
  const FOREIGN_PARENT = (): object => ({ parent: component({ providers: [new Foreign("pulumi-nodejs")] }) });
  const REFUSED: readonly (readonly [what: string, opts: () => object, message: string])[] = [
    [
      "a value that is not a provider",
      () => ({ provider: {} }),
      `the option provider must be one of this package, got an object${MAKE}`,
    ],
    ["null", () => ({ provider: null }), `the option provider must be one of this package, got null${MAKE}`],
    [
      "a provider of another package",
      () => ({ provider: new Foreign() }),
      `the option provider must be one of this package, got one of the package mongodbatlas${MAKE}`,
    ],
    [
      "a dynamic provider with inputs of its own",
      () => ({ provider: new Foreign("pulumi-nodejs") }),
      `the option provider must be one of this package, got another one of the package pulumi-nodejs${MAKE}`,
    ],
    [
      "a parent that passes such a provider on",
      FOREIGN_PARENT,
      `the provider that the parent passes on must be one of this package, got another one of the package pulumi-nodejs${MAKE}`,
    ],
    [
      "a parent with a provider under the key of another package",
      () => ({ parent: component({ providers: { mongodbatlas: ours() } }) }),
      'the parent has a provider of this package under the key "mongodbatlas" of its option providers: ' +
        "give it as an array, providers: [provider]",
    ],
  ];
  for (const [what, opts, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.throws(() => providerOf("run: ", opts()), new InvalidArgumentError(`run: ${message}`));
    });
  }
});
