import * as pulumi from "@pulumi/pulumi";
import { quoted } from "../../errors/index.js";
import { checkSupported, checkSpelling } from "../arguments/pulumi-options.js";
import { resolveOutput } from "../arguments/known.js";
import { providerInputs, type ProviderArgs } from "./provider-arguments.js";

/** The package of the providers that read runs: the dynamic providers of the SDK. */
export const PROVIDER_PACKAGE = "pulumi-nodejs";

/** Options with which resources would read with other inputs than functions. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  ignoreChanges: "makes resources read with arguments of an earlier update",
};

type KnownInputs = Readonly<Record<string, string>>;

/** A provider as a read in the program uses it. */
interface ResolvedProvider {
  readonly name: string;
  /** By their keys in the state. Undefined while one of them is not known, in a preview. */
  readonly inputs: KnownInputs | undefined;
}

/**
 * Credentials and settings of its own, for a program that reads from several organizations, or with several kinds of
 * credentials: for the resource and the functions as the option `provider`, and through a component's `providers`.
 *
 * All that it needs is in its arguments: nothing comes from the stack configuration or the environment. Its credentials
 * are secret, and stand encrypted in its own entry of the state. Take them from secret stack configuration, as below:
 * Pulumi's debug output shows others in clear.
 *
 * @example
 * ```ts
 * const orgB = new atlas.Provider("orgB", {
 *   clientId: "mdb_sa_id_1234567890abcdef12345678",
 *   clientSecret: new pulumi.Config().requireSecret("orgBClientSecret"),
 * });
 * const args = { projectId, pipelineName: "nightly", pipelineRunId };
 * const run = new atlas.DataLakePipelineRun("nightly", args, { provider: orgB });
 * const { state } = await atlas.getDataLakePipelineRun(args, { provider: orgB });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  readonly #name: string;
  readonly #inputs: ReturnType<typeof providerInputs>;
  #known: Promise<KnownInputs | undefined> | undefined;

  /**
   * Makes a provider.
   *
   * @param name Name of the provider in the program, which messages show.
   * @param args Credentials, and settings.
   * @param opts Pulumi's options.
   * @throws {@link InvalidArgumentError} for an argument that is misspelt or of another type, and for the option `ignoreChanges`;
   * {@link ConfigurationError} for a value that is invalid, half of a pair of credentials, or none. What comes from an
   * output is checked when it resolves.
   */
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const prefix = `Provider ${quoted(name)}: `;
    const inputs = providerInputs(prefix, name, args);
    const options = checkSupported(prefix, opts, UNSUPPORTED);
    checkSpelling(prefix, options);
    super(PROVIDER_PACKAGE, name, inputs, options);
    this.#name = name;
    this.#inputs = inputs;
  }

  /**
   * Returns the name, and the inputs once the provider is registered. Other copies and versions of this package call it.
   *
   * @internal
   */
  async __atlasProvider(): Promise<ResolvedProvider> {
    // Both at once: a provider with an input that is invalid is never registered.
    this.#known ??= Promise.all([resolveOutput(pulumi.output(this.#inputs)), resolveOutput(this.urn)]).then(
      ([{ known, value }]) => (known ? value : undefined),
    );
    return { name: this.#name, inputs: await this.#known };
  }

  /**
   * Returns whether an object is a Provider, also one of another copy of this package.
   *
   * @param obj Anything.
   * @returns True for a Provider.
   */
  static override isInstance(obj: unknown): obj is Provider {
    return pulumi.Resource.isInstance(obj) && "__atlasProvider" in obj;
  }
}
