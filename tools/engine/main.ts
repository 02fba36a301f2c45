import { ensureEngine } from "./find-engine.js";

/** Runs `npm run engine`: progress on stderr, the path of the engine on stdout. */
async function main(): Promise<void> {
  try {
    const engine = await ensureEngine({ report: (line) => process.stderr.write(`${line}\n`) });
    process.stderr.write(`Pulumi engine v${engine.version} (${engine.source})\n`);
    process.stdout.write(`${engine.command}\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

void main();
