import { listOf, type Check } from "./shape.js";

/** What makes two entries of a list the same thing. */
interface Identity<T> {
  readonly keyOf: (entry: T) => string;
  /** The field to name in a message. Default: the entry itself. */
  readonly field?: string;
  /** What the two have in common, in words. */
  readonly same: string;
}

/** A list without two entries for the same thing. A message names both, and shows nothing of them. */
export function listOfDistinct<T>(item: Check, { keyOf, field = "", same }: Identity<T>): Check {
  const list = listOf(item);
  return (found, path) => {
    list(found, path);
    const seen = new Map<string, number>();
    for (const [index, entry] of (found as readonly T[]).entries()) {
      const first = seen.get(keyOf(entry));
      if (first !== undefined) {
        throw new TypeError(
          `${path}[${index}]${field} must differ from ${path}[${first}]${field}, got ${same}`,
        );
      }
      seen.set(keyOf(entry), index);
    }
  };
}
