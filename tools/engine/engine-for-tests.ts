import { type Attempt, type Engine } from "./engine.js";
import { ensureEngine, type EngineOptions } from "./find-engine.js";

/** The engine, or one line that says why there is none; throws instead where ATLAS_REQUIRE_ENGINE=1 (CI) is set. */
export async function engineOrReason(options: EngineOptions = {}): Promise<Attempt<Engine>> {
  try {
    return { found: await ensureEngine(options) };
  } catch (error) {
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw error;
    return { reason: (error as Error).message.replace(/\s*\n\s*/g, " | ") };
  }
}

/**
 * The engine for a `before` hook: without one the tests become pending, and one line on stderr says why. Give the hook a
 * time limit of 0: the first run on a machine may build the engine.
 */
export async function engineOrSkip(context: { skip(): never }): Promise<Engine> {
  const attempt = await engineOrReason({ report: printLine });
  if ("found" in attempt) return attempt.found;
  printLine(`engine tests skipped: ${attempt.reason}`);
  return context.skip();
}

function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
