import { ConfigurationError, nearest, suggestion } from "../errors/index.js";
import { OWN_NAMESPACE } from "./keys.js";
import { SETTINGS } from "./settings.js";

/**
 * Checks that the stack configuration has no key of this package's namespace that is not a setting: a misspelt one
 * would be ignored. Only the program sees all keys; the provider process can ask for single ones.
 *
 * @param keys All keys of the stack configuration, with their namespaces.
 * @param project Name of the Pulumi project. One of the same name as the namespace has keys of its own in it: there only
 * a key that is near to a setting is refused.
 * @throws ConfigurationError `INVALID_CONFIGURATION`
 */
export function checkSettingNames(keys: readonly string[], project: string): void {
  const prefix = `${OWN_NAMESPACE}:`;
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    if ((SETTINGS as readonly string[]).includes(name)) continue;
    if (project === OWN_NAMESPACE && nearest(name, SETTINGS) === undefined) continue;
    throw new ConfigurationError(
      "INVALID_CONFIGURATION",
      `the stack configuration must not have the key ${key}${suggestion(name, SETTINGS)}`,
    );
  }
}
