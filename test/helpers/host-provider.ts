import type * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { createProvider } from "../../provider/pulumi/host/provider.js";
import { stubEnvironment, stubGet, TOKEN_CONFIG, type StubbedGet } from "./functions.js";

type Properties = Readonly<Record<string, unknown>>;

/** A provider as the engine's host holds it, with what it needs from its process replaced. */
export interface TestProvider {
  readonly read: (id: string, properties?: Properties) => Promise<pulumi.dynamic.ReadResult<Properties>>;
  readonly configure: (config: Readonly<Record<string, string>>) => Promise<void>;
  readonly provider: pulumi.dynamic.ResourceProvider<Properties, Properties>;
  readonly get: StubbedGet;
}

/** Makes one with an access token and no environment; `sinon.restore` undoes the replacements. */
export function testProvider(config: Readonly<Record<string, string>> = TOKEN_CONFIG): TestProvider {
  // The provider listens for signals, which would end the process of the tests.
  sinon.stub(process, "on").returnsThis();
  stubEnvironment();
  const get = stubGet();
  const provider = createProvider();
  const configure = (values: Readonly<Record<string, string>>): Promise<void> =>
    provider.configure?.({
      config: { get: (key) => values[key], require: (key) => String(values[key]) },
    }) ?? Promise.reject(new Error("the provider cannot be configured"));
  const read = (id: string, properties?: Properties): Promise<pulumi.dynamic.ReadResult<Properties>> =>
    provider.read?.(id, properties) ?? Promise.reject(new Error("the provider cannot read"));
  void configure(config);
  return { read, configure, provider, get };
}
