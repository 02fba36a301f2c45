import { InvalidArgumentError } from "../../errors/index.js";
import { LEFT_OUT } from "./known.js";
import { isPending, isPlainObject } from "./plain.js";

/**
 * Checks that no output or promise among the arguments has resolved to undefined or null. Such an argument would count
 * as left out, which could disable a check silently.
 *
 * @param prefix Prefix that says whose arguments they are, with its colon.
 * @param given The arguments as the program passed them.
 * @param resolved The same with outputs and promises resolved.
 * @throws InvalidArgumentError
 */
export function checkResolved(prefix: string, given: object, resolved: object, path = ""): void {
  const values = resolved as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(given)) {
    const found = values[key];
    if (isPlainObject(value) && typeof found === "object" && found !== null) {
      checkResolved(prefix, value, found, `${path}${key}.`);
    } else if (isPending(value) && (found === undefined || found === null)) {
      throw new InvalidArgumentError(
        `${prefix}${path}${key} comes from an output that resolved to ${String(found)}: ` +
          `give the output a value, or leave an optional argument out; ${LEFT_OUT}`,
      );
    }
  }
}
