import { InvalidArgumentError, mustBe, quoted, suggestion } from "../../errors/index.js";
import { isPending } from "./plain.js";

/** An object whose keys are all allowed. Its values are not checked yet. */
export type CheckedKeys<K extends string> = Readonly<Partial<Record<K, unknown>>>;

/**
 * Checks that a value is an object whose keys are all allowed, and returns a copy as {@link allOf} does. A misspelt key
 * would be ignored otherwise.
 *
 * @param label Name of the value, such as `wait`, after the prefix that says whose it is.
 * @throws InvalidArgumentError
 */
export function checkKeys<K extends string>(
  label: string,
  value: unknown,
  allowed: readonly K[],
): CheckedKeys<K> {
  const given = allOf(label, value, ` such as { ${allowed.join(", ")} }`);
  for (const key of Object.keys(given)) {
    if ((allowed as readonly string[]).includes(key)) continue;
    throw new InvalidArgumentError(
      `${label} must not have the key ${quoted(key)}${suggestion(key, allowed)}`,
    );
  }
  return given as CheckedKeys<K>;
}

/**
 * Copies an object with all that can be taken from it: also what it inherits, such as the getters of a class, and what is
 * not enumerable. The keys that are checked are then those that are taken, and each value is read once.
 *
 * @throws InvalidArgumentError for another value than an object
 */
export function allOf(label: string, value: unknown, such = ""): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isPending(value)) {
    throw mustBe(label, `an object${such}`, value);
  }
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries([...keysOf(value)].map((key) => [key, given[key]]));
}

/** Names that each object inherits, in each realm. No argument and no option has one of them. */
const OF_EACH_OBJECT: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

function keysOf(value: object): ReadonlySet<string> {
  const own = Object.getOwnPropertyNames(value);
  const above = Object.getPrototypeOf(value) as object | null;
  if (above === null || above === Object.prototype) return new Set(own);
  return new Set([...own, ...[...keysOf(above)].filter((key) => !OF_EACH_OBJECT.includes(key))]);
}
