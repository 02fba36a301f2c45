import { isUnknownToEngine } from "./engine-unknowns.js";
import { STATES, type KnownState } from "./known-values.js";
import { InvalidArgumentError, quoted } from "../errors/index.js";

/**
 * One state or several.
 *
 * @example
 * ```ts
 * const expectedState: atlas.ExpectedState = ["DONE", "DATASET_DELETED"];
 * ```
 */
export type ExpectedState = KnownState | readonly KnownState[];

/** The default of an expected state: the run has finished, and its dataset exists. */
export const DEFAULT_STATE = "DONE";

/** Largest number of states of an argument in a message. */
const MAX_SHOWN = 5;

/** No white space and no control characters, so that a message which names it is one line. */
const STATE = /^[^\s\p{C}]{1,64}$/u;

/**
 * Returns the states of an argument as a list, or undefined if it is not given. A state that Atlas does not document is
 * allowed, since Atlas may add some. One that differs from a documented state only in case or white space is an error.
 *
 * @throws InvalidArgumentError
 */
export function parseStates(label: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  // Spread, so that a hole in an array is an undefined, which is an error.
  const states: readonly unknown[] = Array.isArray(value) ? [...(value as readonly unknown[])] : [value];
  for (const state of states) {
    const meant = documentedState(state);
    if (meant === undefined || meant === state) continue;
    throw new InvalidArgumentError(`${label} must be spelt "${meant}", got ${quoted(state)}`);
  }
  if (states.length > 0 && states.every(isState)) {
    return states;
  }
  const shown = states.slice(0, MAX_SHOWN).map((state) => quoted(state));
  if (states.length > MAX_SHOWN) shown.push("…");
  const got = Array.isArray(value) ? `[${shown.join(", ")}]` : quoted(value);
  throw new InvalidArgumentError(
    `${label} must be a state such as "DONE", or a list of one state or more, got ${got}`,
  );
}

function isState(value: unknown): value is string {
  return typeof value === "string" && STATE.test(value) && !isUnknownToEngine(value);
}

/** Returns the documented state that a text differs from only in case, white space, `-` and `_`. */
function documentedState(state: unknown): KnownState | undefined {
  if (typeof state !== "string") return undefined;
  const letters = (text: string): string => text.replace(/[\s_-]/g, "").toUpperCase();
  return STATES.find((known) => letters(known) === letters(state));
}

/** Returns a warning for states that Atlas does not document, or undefined if there are none. */
export function unknownStates(states: readonly string[]): string | undefined {
  const unknown = states.filter((state) => !(STATES as readonly string[]).includes(state));
  if (unknown.length === 0) return undefined;
  const known = STATES.join(", ");
  return `Atlas documents no state ${unknown.map((state) => quoted(state)).join(" or ")} (known: ${known})`;
}

/** Returns whether a run is in one of the states. A run without a state never is. */
export function isInState(run: { readonly state?: string | undefined }, states: readonly string[]): boolean {
  return run.state !== undefined && states.includes(run.state);
}
