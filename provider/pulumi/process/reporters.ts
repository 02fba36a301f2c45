import { once } from "../../atlas/gate/gate.js";
import { type Reporter } from "../../atlas/read/read-context.js";

/** A reporter that also says some lines once in its life. */
export function reporterOf(info: (line: string) => void, warn: (line: string) => void): Reporter {
  return { info, warn, warnOnce: once(warn) };
}
