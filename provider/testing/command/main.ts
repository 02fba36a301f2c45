#!/usr/bin/env node
import { oneLine } from "../../errors/text.js";
import { DEFAULT_PORT, HELP, parseArguments } from "./arguments.js";
import { exampleScenario } from "./example-scenario.js";
import { readScenario } from "./scenario-file.js";
import { serve } from "./serve.js";
import { UsageError } from "./usage-error.js";

const MAX_MESSAGE = 1000;

async function main(args: readonly string[]): Promise<void> {
  const { help, file, port } = parseArguments(args);
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const scenario = file === undefined ? exampleScenario : readScenario(file);
  await serve({ ...scenario, port: port ?? scenario.port ?? DEFAULT_PORT });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`pulumi-atlas-data-lake-local: ${oneLine(error.message, MAX_MESSAGE)}\n`);
  process.exitCode = 2;
});
