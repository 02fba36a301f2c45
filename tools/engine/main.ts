import { parseArgs } from "node:util";
import { ensureEngine, findYamlHost } from "./find-engine.js";
import { goBuild, YAML_HOST } from "./go-build.js";

/**
 * Runs `npm run engine`: progress on stderr, the path of the engine on stdout. With `--for-tests` having
 * no engine is an error only where ATLAS_REQUIRE_ENGINE=1 (CI) is set: tests skip otherwise. `--yaml` gets the language
 * host for YAML as well.
 */
async function main(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ options: { "for-tests": flag, yaml: flag } });
  try {
    const engine = await ensureEngine(console.error);
    console.error(`Pulumi engine v${engine.version} (${engine.source})`);
    if (values.yaml && findYamlHost(engine) === undefined) await goBuild(YAML_HOST, console.error);
    process.stdout.write(`${engine.command}\n`);
  } catch (error) {
    const { message } = error as Error;
    const skipped = values["for-tests"] && process.env["ATLAS_REQUIRE_ENGINE"] !== "1";
    console.error(skipped ? `engine tests will be skipped: ${message.replace(/\s*\n\s*/g, " | ")}` : message);
    process.exitCode = skipped ? 0 : 1;
  }
}

void main();
