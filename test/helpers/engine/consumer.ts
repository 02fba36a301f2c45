import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../../tools/engine/link-modules.js";
import { ROOT } from "../../../tools/root.js";

/** Packs this package and installs the tarball in a folder, beside links to all other packages. */
export function installPacked(folder: string): void {
  linkModules(folder, join(ROOT, "node_modules"), undefined);
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename } = { filename: "" }] = JSON.parse(packed) as { filename: string }[];
  const target = join(folder, "node_modules", "pulumi-atlas-data-lake");
  mkdirSync(target);
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"]);
}
