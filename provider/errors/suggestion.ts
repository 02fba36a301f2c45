import { distance } from "fastest-levenshtein";

/** Longest part of a name that is compared: more than any name that is allowed has. */
const MAX_COMPARED = 100;

/** The end of a message about a name that is not allowed: the nearest name that is, and all of them. */
export function suggestion(name: string, allowed: readonly string[]): string {
  const compared = name.slice(0, MAX_COMPARED).toLowerCase();
  const [nearest] = allowed
    .map((each) => ({ each, edits: distance(compared, each.toLowerCase()) }))
    .filter(({ each, edits }) => edits <= each.length / 2)
    .sort((a, b) => a.edits - b.edits);
  return `${nearest ? `: did you mean ${nearest.each}?` : ";"} Allowed: ${allowed.join(", ")}`;
}
