import { parseArgs } from "node:util";
import { ensureEngine } from "./find-engine.js";
import { interruptSignal } from "./interrupt.js";
import { ensureYamlHost } from "./yaml-host.js";

/**
 * Runs `npm run engine`: progress on stderr, the path of the engine on stdout. With `--for-tests` having
 * no engine is an error only where ATLAS_REQUIRE_ENGINE=1 (CI) is set: tests skip otherwise. `--yaml` gets the language
 * host for YAML as well.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { "for-tests": { type: "boolean", default: false }, yaml: { type: "boolean", default: false } },
  });
  const forTests = values["for-tests"];
  const search = { report, signal: interruptSignal() };
  try {
    const engine = await ensureEngine(search);
    report(`Pulumi engine v${engine.version} (${engine.source})`);
    if (values.yaml) await ensureYamlHost(engine, search);
    process.stdout.write(`${engine.command}\n`);
  } catch (error) {
    const { message } = error as Error;
    if (forTests && !search.signal.aborted && process.env["ATLAS_REQUIRE_ENGINE"] !== "1") {
      report(`engine tests will be skipped: ${message.replace(/\s*\n\s*/g, " | ")}`);
      return;
    }
    report(message);
    process.exitCode = search.signal.aborted ? 130 : 1;
  }
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

void main();
