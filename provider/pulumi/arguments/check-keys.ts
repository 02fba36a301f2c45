import { InvalidArgumentError, quoted, suggestion } from "../../errors/index.js";
import { isPending } from "./plain.js";

/** An object whose keys are all allowed. Its values are not checked yet. */
export type CheckedKeys<K extends string> = Readonly<Partial<Record<K, unknown>>>;

/**
 * Checks that a value is an object whose keys are all allowed, and returns them as a plain object. A misspelt key would
 * be ignored otherwise.
 *
 * @param where Prefix that says whose value it is, with its colon; may be empty.
 * @param what Name of the value: "the arguments", "wait", "the options".
 * @throws InvalidArgumentError
 */
export function checkKeys<K extends string>(
  where: string,
  what: string,
  value: unknown,
  allowed: readonly K[],
): CheckedKeys<K> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isPending(value)) {
    const such = `{ ${allowed.join(", ")} }`;
    throw new InvalidArgumentError(`${where}${what} must be an object such as ${such}, got ${quoted(value)}`);
  }
  for (const key of Object.keys(value)) {
    if ((allowed as readonly string[]).includes(key)) continue;
    throw new InvalidArgumentError(
      `${where}${what} must not have the key ${quoted(key)}${suggestion(key, allowed)}`,
    );
  }
  // A copy of a class instance by spreading would lose what it inherits, such as getters.
  const given = value as CheckedKeys<K>;
  return Object.fromEntries(
    allowed.filter((key) => key in value).map((key) => [key, given[key]]),
  ) as CheckedKeys<K>;
}
