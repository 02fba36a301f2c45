import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { interruptible } from "../../../tools/engine/interrupt.js";
import { withLock } from "../../../tools/engine/lock.js";
import { npm } from "./npm.js";

/**
 * Fetches a package from npm into a folder, once. As the engine is built: by one process at a time, and under another
 * name, so that what has the final one is whole.
 *
 * @param prepare What is done to the folder before it gets its name.
 */
export async function fetchOnce(
  folder: string,
  spec: string,
  prepare?: (partial: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  await interruptible((signal) =>
    withLock(`${folder}.fetching`, { report: printLine, signal }, async () => {
      if (existsSync(folder)) return;
      const partial = `${folder}.partial`;
      const args = ["install", "--prefix", partial, "--no-save", "--no-audit", "--no-fund", spec];
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(partial);
      try {
        await npm(args, signal);
        await prepare?.(partial);
        renameSync(partial, folder);
      } finally {
        rmSync(partial, { recursive: true, force: true });
      }
    }),
  );
}

function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
