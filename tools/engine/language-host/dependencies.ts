import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveInProject } from "./sdk.js";

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Lists the direct dependencies of a program with the versions installed, for `pulumi about`. */
export function programDependencies(folder: string): { name: string; version: string }[] {
  const wanted = readManifest(join(folder, "package.json"))?.dependencies ?? {};
  return Object.entries(wanted).map(([name, range]) => ({
    name,
    version: installedVersion(folder, name) ?? range,
  }));
}

function installedVersion(folder: string, name: string): string | undefined {
  try {
    return readManifest(resolveInProject(folder, `${name}/package.json`))?.version;
  } catch {
    // Not installed, or a package that does not export its package.json.
    return undefined;
  }
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
