#!/usr/bin/env node
import { oneLine } from "../../errors/text.js";
import { examplePipelineRun } from "../runs/example-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { DEFAULT_PORT, HELP, parseArguments, UsageError } from "./arguments.js";
import { readScenario } from "./scenario-file.js";
import { serve } from "./serve.js";

/** The scenario without a file: the reference page's run, and credentials of each kind. */
const EXAMPLE: LocalAtlasOptions = {
  accessTokens: [{ token: "offline-token" }],
  serviceAccounts: [{ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" }],
  apiKeys: [{ publicKey: "pub", privateKey: "priv" }],
  runs: [examplePipelineRun],
};

async function main(args: readonly string[]): Promise<void> {
  const { help, file, port } = parseArguments(args);
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const scenario = file === undefined ? EXAMPLE : readScenario(file);
  await serve({ ...scenario, port: port ?? scenario.port ?? DEFAULT_PORT });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`pulumi-atlas-data-lake-local: ${oneLine(error.message, 1000)}\n`);
  process.exitCode = 2;
});
