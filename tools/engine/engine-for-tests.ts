import { type Engine } from "./engine.js";
import { findEngine } from "./find-engine.js";
import { findYamlHost } from "./yaml-host.js";

const ADVICE = "npm run engine -- --for-tests gets what the tests need";

/** A Mocha hook or test, which can be left out. */
interface Context {
  skip(): never;
}

/**
 * Returns the engine of this machine for a `before` hook. Without one the tests become pending, and one line on stderr
 * says why; where ATLAS_REQUIRE_ENGINE=1 (CI) is set, it throws. `npm run engine` gets one.
 */
export function engineOrSkip(context: Context): Promise<Engine> {
  return orSkip(context, () => findEngine(printLine));
}

/** Returns the folder of the language host for YAML, in the same way. */
export async function yamlHostOrSkip(context: Context): Promise<string> {
  const engine = await engineOrSkip(context);
  return orSkip(context, () => {
    const folder = findYamlHost(engine);
    if (folder === undefined) throw new Error("no language host for YAML");
    return folder;
  });
}

async function orSkip<T>(context: Context, get: () => T | Promise<T>): Promise<T> {
  try {
    return await get();
  } catch (error) {
    const message = `${(error as Error).message.replace(/\s*\n\s*/g, " | ")}. ${ADVICE}`;
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw new Error(message, { cause: error });
    printLine(`engine tests skipped: ${message}`);
    return context.skip();
  }
}

function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
