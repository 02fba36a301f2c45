import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
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
 * Fetches a package from npm into a folder, once. It is fetched under a name of its own and then renamed, so that the
 * folder is always whole and two processes at once only cost time.
 *
 * @param prepare What is done to the folder before it gets its name.
 */
export async function fetchOnce(
  folder: string,
  spec: string,
  prepare?: (partial: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  const partial = `${folder}.${randomUUID()}`;
  mkdirSync(partial, { recursive: true });
  try {
    await npm(["install", "--prefix", partial, "--no-save", "--no-audit", "--no-fund", spec]);
    await prepare?.(partial);
    renameSync(partial, folder);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
