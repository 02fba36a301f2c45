import type * as reads from "./reads.js";

/**
 * Loads what makes reads, which is most of this package and all that it depends on, when the first read is made. A
 * program that has resources only never needs it. Not an `import()`: test runners that replace `require` know none.
 */
export function loadReads(): typeof reads {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("./reads.js") as typeof reads;
}
