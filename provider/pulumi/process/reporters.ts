import { once } from "../../atlas/gate/index.js";
import { type Reporter } from "../../atlas/read/index.js";

/** A reporter that also says some lines once in its life. */
export function reporterOf(info: (line: string) => void, warn: (line: string) => void): Reporter {
  return { info, warn, warnOnce: once(warn) };
}
