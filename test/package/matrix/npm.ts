import { execFileSync } from "node:child_process";

/** What an npm command prints on standard output. */
export function npm(...args: readonly string[]): string {
  return execFileSync("npm", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 300_000,
  }).trim();
}
