import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { npm } from "./npm.js";

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
