import { resolveConfig, type ReadConfig } from "./resolve-config.js";
import { type Lookup } from "./keys.js";

/** Where a configuration is looked up. */
export interface ConfigSources {
  readonly config: Lookup;
  readonly environment: Lookup;
}

/** A configuration, and all that was looked up to find it. */
export interface FoundConfig {
  readonly config: ReadConfig;
  /** Whether the same lookups would find the same now, so that the configuration would be the same too. */
  readonly isCurrent: (sources: ConfigSources) => boolean;
}

/** Resolves the configuration, and remembers what it depends on. @throws ConfigurationError */
export function findConfig(sources: ConfigSources): FoundConfig {
  const found: { source: keyof ConfigSources; key: string; value: string | undefined }[] = [];
  const recorded =
    (source: keyof ConfigSources): Lookup =>
    (key) => {
      const value = sources[source](key);
      found.push({ source, key, value });
      return value;
    };
  const config = resolveConfig(recorded("config"), recorded("environment"));
  const isCurrent = (now: ConfigSources): boolean =>
    found.every(({ source, key, value }) => now[source](key) === value);
  return { config, isCurrent };
}
