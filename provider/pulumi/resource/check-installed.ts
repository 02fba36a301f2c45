import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { ConfigurationError } from "../../errors/index.js";

let isFound = false;

/**
 * Checks that the engine's provider process will find this package. It looks from the folder of the program, and does not find
 * one that only a library of the program depends on, as in a pnpm workspace. A program of the Automation API is not checked:
 * it may run in another folder than its project.
 *
 * @throws ConfigurationError
 */
export function checkInstalled(prefix: string): void {
  if (isFound || !/[/\\]cmd[/\\]run[/\\]/.test(require.main?.filename ?? "")) return;
  const folder = process.cwd();
  try {
    createRequire(folder + sep).resolve("pulumi-atlas-data-lake/provider");
    isFound = true;
  } catch {
    throw new ConfigurationError(
      "INVALID_CONFIGURATION",
      `${prefix}the engine's provider process does not find pulumi-atlas-data-lake from the folder of the program: ` +
        `add it to the dependencies in ${manifestOf(folder)}`,
    );
  }
}

/** Returns the path of the `package.json` that a folder belongs to. */
function manifestOf(folder: string): string {
  const manifest = join(folder, "package.json");
  const above = dirname(folder);
  return existsSync(manifest) || above === folder ? manifest : manifestOf(above);
}
