import { homedir } from "node:os";
import { join } from "node:path";

/** Returns the folder that all checkouts on this machine share, so that a fresh clone builds nothing. */
export function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"];
  // The XDG specification says to ignore a relative path.
  const folder = base?.startsWith("/") === true ? base : join(homedir(), ".cache");
  return join(folder, "pulumi-atlas-data-lake");
}
