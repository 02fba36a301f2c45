import { resolveConfig, type ReadConfig } from "./resolve-config.js";
import { type Lookup } from "./keys.js";

/** Where a configuration is looked up. */
export interface Places {
  readonly config: Lookup;
  readonly environment: Lookup;
}

/** A configuration, and all that was looked up to find it. */
export interface FoundConfig {
  readonly config: ReadConfig;
  /** Whether the same lookups would find the same now, so that the configuration would be the same too. */
  readonly isCurrent: (places: Places) => boolean;
}

/** Resolves the configuration, and remembers what it depends on. @throws ConfigurationError */
export function findConfig(places: Places): FoundConfig {
  const found: { place: keyof Places; key: string; value: string | undefined }[] = [];
  const recorded =
    (place: keyof Places): Lookup =>
    (key) => {
      const value = places[place](key);
      found.push({ place, key, value });
      return value;
    };
  const config = resolveConfig(recorded("config"), recorded("environment"));
  const isCurrent = (now: Places): boolean =>
    found.every(({ place, key, value }) => now[place](key) === value);
  return { config, isCurrent };
}
