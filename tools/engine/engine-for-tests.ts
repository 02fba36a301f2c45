import { type Engine } from "./engine.js";
import { ensureEngine } from "./find-engine.js";

/**
 * Returns the engine for a `before` hook. Without one the tests become pending, and one line on stderr says why; where
 * ATLAS_REQUIRE_ENGINE=1 (CI) is set, it throws. The hook needs a timeout of 0: it may build the engine.
 */
export async function engineOrSkip(context: { skip(): never }): Promise<Engine> {
  try {
    return await ensureEngine({ report: printLine });
  } catch (error) {
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw error;
    printLine(`engine tests skipped: ${(error as Error).message.replace(/\s*\n\s*/g, " | ")}`);
    return context.skip();
  }
}

function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
