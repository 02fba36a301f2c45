import { findEngine, findYamlHost, type Engine } from "./find-engine.js";

const ADVICE = "npm run engine -- --for-tests gets what the tests need";

/** A Mocha hook or test, which can be left out. */
interface Context {
  skip(): never;
}

/**
 * Returns the engine of this machine for a `before` hook. Without one the tests become pending, and one line on stderr
 * says why; where ATLAS_REQUIRE_ENGINE=1 (CI) is set, it throws. `npm run engine` gets one.
 */
export async function engineOrSkip(context: Context): Promise<Engine> {
  try {
    return await findEngine(console.error);
  } catch (error) {
    return skip(context, (error as Error).message.replace(/\s*\n\s*/g, " | "));
  }
}

/** Returns the folder of the language host for YAML, in the same way. */
export async function yamlHostOrSkip(context: Context): Promise<string> {
  return findYamlHost(await engineOrSkip(context)) ?? skip(context, "no language host for YAML");
}

function skip(context: Context, reason: string): never {
  const message = `${reason}. ${ADVICE}`;
  if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw new Error(message);
  console.error(`engine tests skipped: ${message}`);
  return context.skip();
}
