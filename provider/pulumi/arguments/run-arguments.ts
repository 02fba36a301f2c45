import { type Gate } from "../../atlas/gate/gate.js";
import { checkArgument, checkRunRef, RUN_ARGUMENTS, type RunRef } from "../../run/run-ref.js";
import { DEFAULT_STATE, parseStates } from "../../run/states.js";
import { checkKeys, type CheckedKeys } from "./check-keys.js";
import { checkWait, parseWait } from "./parse-wait.js";
import { isPlain } from "./plain.js";

/** The arguments of one read: those that name the run, and those that say what is expected of it. */
export const RUN_KEYS = [...RUN_ARGUMENTS, "expectedState", "wait"] as const;

/** The same as an object whose names have been checked. */
export type RunArguments = CheckedKeys<(typeof RUN_KEYS)[number]>;

/** A parsed request for one run: its names, and the state it must be in. */
export interface RunRequest {
  readonly ref: RunRef;
  readonly gate: Gate;
}

/** Parses the arguments of one read, none of which is an output. @throws InvalidArgumentError */
export function parseRunArguments(where: string, value: unknown): RunRequest {
  const args = checkKeys(where, "the arguments", value, RUN_KEYS);
  return { ref: checkRunRef(where, args), gate: parseGate(where, args) };
}

/** Parses the arguments `expectedState` and `wait`. @throws InvalidArgumentError */
export function parseGate(where: string, args: { expectedState?: unknown; wait?: unknown }): Gate {
  const wait = parseWait(where, args.wait);
  const expected = parseStates(where, "expectedState", args.expectedState);
  return { wait, expected: expected ?? (wait && [DEFAULT_STATE]) };
}

/**
 * Checks the names of the arguments, and the value of each that is not an output: also while another one is not known
 * yet, and the read is skipped. Returns a copy that is a plain object, as is `wait` in it.
 *
 * @throws InvalidArgumentError
 */
export function checkRunArguments(where: string, value: unknown): RunArguments {
  const args = checkWait(where, checkKeys(where, "the arguments", value, RUN_KEYS));
  for (const name of RUN_ARGUMENTS) if (isPlain(args[name])) checkArgument(where, name, args[name]);
  const { expectedState, wait } = args;
  parseGate(where, { ...(isPlain(expectedState) && { expectedState }), ...(isPlain(wait) && { wait }) });
  return args;
}
