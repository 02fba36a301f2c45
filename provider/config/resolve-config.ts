import { resolveBaseUrl } from "./base-url.js";
import { resolveCredentials, type Credentials } from "./credentials.js";
import { type Lookup } from "./keys.js";
import { resolveSettings, type Settings } from "./settings.js";

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
