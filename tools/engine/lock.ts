import { setTimeout as sleep } from "node:timers/promises";
import { type Search } from "./engine.js";
import { every } from "./progress.js";

/** Age at which a lock counts as left behind by a killed process; a living one renews its lock twice as often. */
const STALE_MS = 30_000;
const POLL_MS = 500;

/** Runs `work` while no other process runs it under the lock of this path; waits as long as one does. */
export async function withLock<T>(path: string, search: Search, work: () => Promise<T>): Promise<T> {
  const release = await acquire(path, search);
  try {
    return await work();
  } finally {
    // It rejects only when the lock was removed by hand, and then nothing is left to do.
    await release().catch(() => undefined);
  }
}

async function acquire(path: string, search: Search): Promise<() => Promise<void>> {
  // Loaded here, since it listens for signals from then on.
  const { lock } = await import("proper-lockfile");
  const options = { lockfilePath: path, realpath: false, stale: STALE_MS, onCompromised: () => undefined };
  let stop: (() => void) | undefined;
  try {
    for (;;) {
      search.signal.throwIfAborted();
      try {
        return await lock(path, options);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
      }
      stop ??= every(
        search.report,
        (seconds) => `waiting for another process that does this already (${path}): ${seconds} s`,
      );
      await sleep(POLL_MS, undefined, { signal: search.signal });
    }
  } finally {
    stop?.();
  }
}
