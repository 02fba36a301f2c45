#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { oneLine } from "../../errors/text.js";
import { DEFAULT_PORT, HELP, parseArguments, UsageError } from "./arguments.js";
import { EXAMPLE_SCENARIO } from "./example-scenario.js";
import { readScenario, writeScenario } from "./scenario-file.js";
import { serve } from "./serve.js";

async function main(args: readonly string[]): Promise<void> {
  const { print, init, file, port } = parseArguments(args);
  if (print !== undefined) {
    process.stdout.write(print === "help" ? HELP : `${packageVersion()}\n`);
    return;
  }
  if (init) {
    const written = writeScenario(file ?? "scenario.json", EXAMPLE_SCENARIO);
    process.stdout.write(`Wrote ${written}. pulumi-atlas-data-lake-local ${written} serves it.\n`);
    return;
  }
  const scenario = file === undefined ? EXAMPLE_SCENARIO : readScenario(file);
  await serve({ ...scenario, port: port ?? scenario.port ?? DEFAULT_PORT });
}

function packageVersion(): string {
  const file = join(__dirname, "..", "..", "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`pulumi-atlas-data-lake-local: ${oneLine(error.message, 1000)}\n`);
  process.exitCode = 2;
});
