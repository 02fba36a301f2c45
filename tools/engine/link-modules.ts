import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = "pulumi-atlas-data-lake";

/**
 * Makes a `node_modules` in a folder, as after `npm install`: links to the packages in `installed`, and to
 * `packageFolder` as pulumi-atlas-data-lake.
 */
export function linkModules(folder: string, installed: string, packageFolder: string | undefined): void {
  const target = join(folder, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(installed)) {
    // The package itself is installed here as a link to the checkout, for the examples.
    if (!name.startsWith(".") && name !== PACKAGE) symlinkSync(join(installed, name), join(target, name));
  }
  if (packageFolder !== undefined) symlinkSync(packageFolder, join(target, PACKAGE));
}
