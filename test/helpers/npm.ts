import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../tools/engine/cache.js";
import { runCommand } from "../../tools/engine/run-command.js";

/** Longest run of one command, in milliseconds. */
const LONGEST_RUN = 300_000;

/** Returns the output of an npm command; throws its standard error if it fails. */
export async function npm(args: readonly string[]): Promise<string> {
  const { stdout, stderr, failure } = await runCommand("npm", args, { timeout: LONGEST_RUN });
  if (failure !== undefined) throw new Error(`npm ${args.join(" ")}: ${failure}\n${stderr}`);
  return stdout.trim();
}

/**
 * Fetches a package from npm once a machine, and returns its folder below the user's cache folder. It is fetched under a
 * name of its own and then renamed, so that the folder is always whole and two processes at once only cost time.
 */
export async function fetchOnce(name: string, version: string): Promise<string> {
  const folder = join(cacheFolder(), `${name.replace("/", "-")}-${version}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${randomUUID()}`;
  const spec = `${name}@${version}`;
  mkdirSync(partial, { recursive: true });
  try {
    await npm(["install", "--prefix", partial, "--no-save", "--no-audit", "--no-fund", spec]);
    renameSync(partial, folder);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
