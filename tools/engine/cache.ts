import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../root.js";

/** Returns the folder that all checkouts on this machine share, so that a fresh clone builds nothing. */
export function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"];
  // The XDG specification says to ignore a relative path.
  const folder = base?.startsWith("/") === true ? base : join(homedir(), ".cache");
  return join(folder, "pulumi-atlas-data-lake");
}

/** Returns the root folder of a program built from these sources with these flags, for this kind of machine. */
export function builtFolder(name: string, goModule: string, flags: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, flags]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(goModule, file)));
  return join(cacheFolder(), `${name}-${hash.digest("hex").slice(0, 12)}`);
}

/** The folder of the Go module that pins the engine. */
export const GO_MODULE = join(ROOT, "tools", "engine");
