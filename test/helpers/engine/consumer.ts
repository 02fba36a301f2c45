import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkModules } from "../../../tools/engine/link-modules.js";
import { TEMPLATE_OPTIONS } from "../pulumi-template.js";
import { ROOT } from "../../../tools/root.js";

/**
 * Makes a TypeScript project outside the checkout, where this package is installed from its packed tarball and
 * nothing is to be found but what the tarball and its dependencies hold.
 */
export function createConsumer(folder: string, program: string): string {
  mkdirSync(folder);
  installPacked(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: TEMPLATE_OPTIONS, files: ["index.ts"] }),
  );
  writeFileSync(join(folder, "Pulumi.yaml"), "name: consumer\nruntime: nodejs\n");
  writeFileSync(join(folder, "index.ts"), program);
  return folder;
}

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
