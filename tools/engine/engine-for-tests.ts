import { type Engine } from "./engine.js";
import { ensureEngine } from "./find-engine.js";
import { ensureYamlHost } from "./yaml-host.js";

/** A Mocha hook or test, which can be left out. */
interface Context {
  skip(): never;
}

/**
 * Returns the engine for a `before` hook. Without one the tests become pending, and one line on stderr says why; where
 * ATLAS_REQUIRE_ENGINE=1 (CI) is set, it throws. The hook needs a timeout of 0: it may build the engine.
 */
export function engineOrSkip(context: Context): Promise<Engine> {
  return orSkip(context, () => ensureEngine({ report: printLine }));
}

/** Returns the folder of the language host for YAML, in the same way. It may build both. */
export async function yamlHostOrSkip(context: Context): Promise<string> {
  const engine = await engineOrSkip(context);
  return orSkip(context, () => ensureYamlHost(engine, printLine));
}

async function orSkip<T>(context: Context, get: () => Promise<T>): Promise<T> {
  try {
    return await get();
  } catch (error) {
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw error;
    printLine(`engine tests skipped: ${(error as Error).message.replace(/\s*\n\s*/g, " | ")}`);
    return context.skip();
  }
}

function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
