import { DEFAULT_STATE, parseStates } from "../states.js";
import { parseWait, type ResolvedWait } from "./wait-options.js";

/** What a read demands of the run it finds. */
export interface Gate {
  /** Undefined: any state will do. */
  readonly expected: readonly string[] | undefined;
  /** Undefined: the run has to be as expected right away. */
  readonly wait: ResolvedWait | undefined;
}

/** The gate that the arguments `expectedState` and `wait` describe. @throws InvalidArgumentError */
export function parseGate(where: string, args: { expectedState?: unknown; wait?: unknown }): Gate {
  const wait = parseWait(where, args.wait);
  const expected = parseStates(where, "expectedState", args.expectedState);
  return { wait, expected: expected ?? (wait && [DEFAULT_STATE]) };
}
