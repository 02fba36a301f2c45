import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How this package names itself to Atlas: its name and version, as its package.json has them. */
export function userAgent(): string {
  // The sources and their output are one folder below a folder of the package's root, all the same.
  const manifest = readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8");
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  return `${name}/${version} node/${process.versions.node}`;
}
