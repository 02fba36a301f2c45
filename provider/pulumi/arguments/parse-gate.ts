import { DEFAULT_STATE, parseStates } from "../../run/states.js";
import { type Gate } from "../../atlas/gate/gate.js";
import { parseWait } from "./parse-wait.js";

/** The gate that the arguments `expectedState` and `wait` describe. @throws InvalidArgumentError */
export function parseGate(where: string, args: { expectedState?: unknown; wait?: unknown }): Gate {
  const wait = parseWait(where, args.wait);
  const expected = parseStates(where, "expectedState", args.expectedState);
  return { wait, expected: expected ?? (wait && [DEFAULT_STATE]) };
}
