import assert from "node:assert/strict";
import { InvalidArgumentError, Provider } from "../../../../provider/index.js";
import { providerOf } from "../../../../provider/pulumi/explicit/of-options.js";
import { component, ForeignProvider, Thing, useMocks } from "../../../helpers/mocks.js";

const ours = (name = "orgB"): Provider => new Provider(name, { accessToken: "token" });

describe("providerOf", () => {
  useMocks(true);

  it("returns the option provider, also where the parent passes on another one", () => {
    const [provider, other] = [ours(), ours("other")];
    assert.equal(providerOf("", { provider }), provider);
    assert.equal(providerOf("", { provider, parent: component({ providers: [other] }) }), provider);
  });

  it("returns the provider that a component passes on: from providers, from provider, and from further above", () => {
    const provider = ours();
    const above = component({ providers: [new ForeignProvider(), provider] });
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
    assert.equal(providerOf("", { parent: component({ providers: [new ForeignProvider()] }) }), undefined);
  });

  const MAKE =
    ": make it with new Provider(name, args), or leave it out for the credentials of the stack configuration or the environment";
  const nodejs = (): ForeignProvider => new ForeignProvider("pulumi-nodejs");
  const OTHER = `another one of the package pulumi-nodejs${MAKE}`;
  const OPTION = "the option provider must be one of this package, got ";
  const REFUSED: readonly (readonly [opts: () => object, message: string])[] = [
    [() => ({ provider: {} }), `${OPTION}an object${MAKE}`],
    [() => ({ provider: null }), `${OPTION}null${MAKE}`],
    [() => ({ provider: new ForeignProvider() }), `${OPTION}one of the package mongodbatlas${MAKE}`],
    [() => ({ provider: nodejs() }), `${OPTION}${OTHER}`],
    [
      () => ({ parent: component({ providers: [nodejs()] }) }),
      `the provider that the parent passes on must be one of this package, got ${OTHER}`,
    ],
    [
      () => ({ parent: component({ providers: { mongodbatlas: ours() } }) }),
      'the parent has a provider of this package under the key "mongodbatlas" of its option providers: ' +
        "give it as an array, providers: [provider]",
    ],
  ];
  for (const [opts, message] of REFUSED) {
    it(`refuses others: ${message}`, () => {
      assert.throws(() => providerOf("run: ", opts()), new InvalidArgumentError(`run: ${message}`));
    });
  }
});
