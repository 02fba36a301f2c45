import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a `node_modules` in a folder from links to the packages that are installed here, and to `package` as
 * pulumi-atlas-data-lake, so that a program in the folder finds what it would find after `npm install`.
 */
export function linkModules(folder: string, installed: string, packageFolder: string | undefined): void {
  const target = join(folder, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(installed)) {
    if (!name.startsWith(".")) symlinkSync(join(installed, name), join(target, name));
  }
  if (packageFolder !== undefined) symlinkSync(packageFolder, join(target, "pulumi-atlas-data-lake"));
}
