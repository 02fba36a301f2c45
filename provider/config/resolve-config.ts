import { resolveBaseUrl } from "./base-url.js";
import { resolveCredentials, type Credentials, resolveProviderCredentials } from "./credentials.js";
import {
  type Lookup,
  CREDENTIAL_FIELDS,
  OWN_NAMESPACE,
  PROVIDER_NAMES,
  type CredentialField,
} from "./keys.js";
import { resolveSettings, type Settings, SETTINGS } from "./settings.js";
import { changeMessage, ConfigurationError, quoted } from "../errors/index.js";

/** Configuration of a read. */
export interface ReadConfig {
  /** URL of Atlas, without a slash at the end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly settings: Settings;
}

/**
 * Resolves the configuration of the reads.
 *
 * @param config Looks up keys of the stack configuration, with their namespace.
 * @param environment Looks up variables. Default: those of this process.
 * @throws ConfigurationError
 */
export function resolveConfig(config: Lookup, environment: Lookup = (name) => process.env[name]): ReadConfig {
  return {
    baseUrl: resolveBaseUrl(config, environment),
    settings: resolveSettings(config),
    credentials: resolveCredentials(config, environment),
  };
}

/** An argument of an explicit provider. */
export type ProviderArgument = CredentialField | "baseUrl" | "isMongodbgovCloud" | keyof Settings;

/** All arguments of an explicit provider. */
export const PROVIDER_ARGUMENTS: readonly ProviderArgument[] = [
  ...CREDENTIAL_FIELDS,
  "baseUrl",
  "isMongodbgovCloud",
  ...SETTINGS,
];

/**
 * Input with the name of an explicit provider. It shows the provider's process that its inputs are all there is. States
 * of stacks have this key and those below: they never change.
 */
export const PROVIDER_NAME_KEY = "pulumi-atlas-data-lake:explicitProvider";

/** Returns the key of an argument in the inputs of the provider resource. */
export function inputKey(argument: ProviderArgument): string {
  const own = (SETTINGS as readonly string[]).includes(argument);
  return `${own ? OWN_NAMESPACE : "mongodbatlas"}:${argument}`;
}

/**
 * Resolves the configuration of an explicit provider from its inputs alone: nothing comes from the stack configuration or
 * the environment.
 *
 * @param name Name of the provider in the program.
 * @param inputs Looks up an input by its key.
 * @throws ConfigurationError Its message has the names of the arguments.
 */
export function resolveProviderConfig(name: string, inputs: Lookup): ReadConfig {
  const args: Lookup = (argument) => inputs(inputKey(argument as ProviderArgument));
  const shown = quoted(name);
  try {
    return {
      baseUrl: resolveBaseUrl(args, () => undefined, PROVIDER_NAMES),
      settings: resolveSettings(args, PROVIDER_NAMES),
      credentials: resolveProviderCredentials(shown, args),
    };
  } catch (error) {
    // The messages about credentials name the provider themselves.
    if (!(error instanceof ConfigurationError) || error.code !== "INVALID_CONFIGURATION") throw error;
    throw changeMessage(error, ({ problem }) => ({ problem: `Provider ${shown}: ${problem}` }));
  }
}

/**
 * Names a setting in a message about a read: by its key in the stack configuration; or, for a read with the credentials
 * of an explicit provider, `baseUrl of the provider "orgB"`.
 */
export function settingName(setting: ProviderArgument, { source }: Pick<Credentials, "source">): string {
  return source.startsWith("the provider ") ? `${setting} of ${source}` : inputKey(setting);
}
