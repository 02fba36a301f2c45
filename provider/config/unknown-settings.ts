import { type ConfigurationError, nearest, suggestion } from "../errors/index.js";
import { OWN_NAMESPACE, STACK_NAMES } from "./keys.js";
import { invalid, SETTINGS } from "./settings.js";

const { credentials, baseUrl, isMongodbgovCloud } = STACK_NAMES;
/** The keys that are those of the Atlas provider too, by their lower case. It has more, which are none of this package. */
const SHARED_KEYS = new Map(
  [...Object.values(credentials).flat(), baseUrl, isMongodbgovCloud].map((key) => [key.toLowerCase(), key]),
);

/**
 * Checks that the stack configuration has no key of this package's namespace that is not a setting: a misspelt one
 * would be ignored. So would a key of the Atlas provider with other capitals, such as `baseURL`. Only the program sees all
 * keys; the provider process can ask for single ones.
 *
 * @param keys All keys of the stack configuration, with their namespaces.
 * @param project Name of the Pulumi project. One of the same name as the namespace has keys of its own in it: there only
 * a key that is near to a setting is an error.
 * @throws ConfigurationError `INVALID_CONFIGURATION`
 */
export function checkSettingNames(keys: readonly string[], project: string): void {
  const prefix = `${OWN_NAMESPACE}:`;
  for (const key of keys) {
    const shared = SHARED_KEYS.get(key.toLowerCase());
    if (shared !== undefined && shared !== key) throw unknownKey(key, `: did you mean ${shared}?`);
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    if ((SETTINGS as readonly string[]).includes(name)) continue;
    if (project === OWN_NAMESPACE && nearest(name, SETTINGS) === undefined) continue;
    throw unknownKey(key, suggestion(name, SETTINGS));
  }
}

function unknownKey(key: string, hint: string): ConfigurationError {
  return invalid("the stack configuration", `must not have the key ${key}${hint}`);
}
