import { distance } from "fastest-levenshtein";

/** Longest part of a name that is compared: more than any name that is allowed has. */
const MAX_COMPARED = 100;

/**
 * Returns the allowed name that is nearest to another one, or undefined if none is near.
 *
 * @param most Most letters that may differ. Default: half of those of the allowed name.
 */
export function nearest<K extends string>(
  name: string,
  allowed: readonly K[],
  most = Infinity,
): K | undefined {
  const compared = name.slice(0, MAX_COMPARED).toLowerCase();
  const [near] = allowed
    .map((each) => ({ each, edits: distance(compared, each.toLowerCase()) }))
    .filter(({ each, edits }) => edits <= Math.min(most, each.length / 2))
    .sort((a, b) => a.edits - b.edits);
  return near?.each;
}

/** The end of a message about a name that is not allowed: the nearest name that is, and all of them. */
export function suggestion(name: string, allowed: readonly string[]): string {
  const near = nearest(name, allowed);
  return `${near === undefined ? ";" : `: did you mean ${near}?`} Allowed: ${allowed.join(", ")}`;
}
