import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../tools/engine/link-modules.js";
import { ROOT } from "../../tools/root.js";

/** Makes the tarball in a folder as a release does, and returns its path. */
export function packInto(folder: string): string {
  const script = join(ROOT, "tools", "package.mjs");
  const name = execFileSync(process.execPath, [script, folder], { encoding: "utf8", timeout: 120_000 });
  return join(folder, name.trim());
}

/** Packs this package and installs the tarball in a folder, beside links to all other packages. */
export function installPacked(folder: string): void {
  linkModules(folder, join(ROOT, "node_modules"), undefined);
  const target = join(folder, "node_modules", "pulumi-atlas-data-lake");
  mkdirSync(target);
  execFileSync("tar", ["-xzf", packInto(folder), "-C", target, "--strip-components=1"]);
}
