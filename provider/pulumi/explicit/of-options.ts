import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { Provider, PROVIDER_PACKAGE } from "./provider.js";

/** A member of the package, for which a resource finds the provider that it passes on. */
const MEMBER = `${PROVIDER_PACKAGE}:index:any`;

/**
 * Returns the explicit provider of the options: that in `provider`, else that which the parent passes on. It is the one
 * with which the engine would read. Undefined: the stack configuration and the environment have the credentials.
 *
 * @throws InvalidArgumentError for a provider of another package, with which nothing would be read, or with other credentials
 */
export function providerOf(
  prefix: string,
  { provider, parent }: { readonly provider?: unknown; readonly parent?: unknown },
): Provider | undefined {
  if (provider !== undefined) return checked(prefix, "the option provider", provider);
  if (!pulumi.Resource.isInstance(parent)) return undefined;
  const inherited: unknown = parent.getProvider(MEMBER);
  if (inherited !== undefined) return checked(prefix, "the provider that the parent passes on", inherited);
  checkProviderKeys(prefix, parent);
  return undefined;
}

/** Returns an output that depends on a provider, and is known if all inputs of it are. */
export function whenRegistered(provider: Provider): pulumi.Output<unknown> {
  const resolving = provider.__atlasProvider();
  const known = resolving.then(({ inputs }): unknown => (inputs === undefined ? pulumi.unknown : true));
  // The URN of a provider with an invalid input never resolves, and the error of the input comes first.
  return pulumi.all([provider.urn, known]);
}

function checked(prefix: string, what: string, provider: unknown): Provider {
  if (Provider.isInstance(provider)) return provider;
  throw new InvalidArgumentError(
    `${prefix}${what} must be one of this package, got ${describe(provider)}: make it with new Provider(name, args), or ` +
      "leave it out for the credentials of the stack configuration or the environment",
  );
}

function describe(provider: unknown): string {
  // Not declared by the SDK, and present in each version of it.
  const { getPackage } = (provider ?? {}) as { getPackage?: () => unknown };
  if (typeof getPackage !== "function") return quoted(provider);
  const name = String(getPackage.call(provider));
  return name === PROVIDER_PACKAGE ? `another one of the package ${name}` : `one of the package ${name}`;
}

/** @throws InvalidArgumentError for a parent that has a provider under the key of another package: its runs would be read with other credentials. */
function checkProviderKeys(prefix: string, parent: pulumi.Resource): void {
  // Not declared by the SDK, and present in each version of it.
  const { __providers: providers } = parent as unknown as { readonly __providers?: object };
  for (const [key, provider] of Object.entries(providers ?? {})) {
    if (!Provider.isInstance(provider)) continue;
    throw new InvalidArgumentError(
      `${prefix}the parent has a provider of this package under the key ${quoted(key)} of its option providers: ` +
        "give it as an array, providers: [provider]",
    );
  }
}
