import { resolveBaseUrl } from "./base-url.js";
import { resolveCredentials, type Credentials } from "./credentials.js";
import { type Lookup } from "./keys.js";
import { resolveSettings, type Settings } from "./settings.js";

/** All that a read needs to know besides the run. */
export interface ReadConfig {
  /** Where Atlas is, without a slash at the end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly settings: Settings;
}

/**
 * Resolves the configuration of the reads from the stack configuration (keys with their namespace) and the
 * environment.
 *
 * @throws ConfigurationError
 */
export function resolveConfig(config: Lookup, environment: Lookup): ReadConfig {
  return {
    baseUrl: resolveBaseUrl(config, environment),
    settings: resolveSettings(config),
    credentials: resolveCredentials(config, environment),
  };
}
