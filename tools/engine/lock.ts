import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type Search } from "./engine.js";
import { every } from "./progress.js";

const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 60_000;
const POLL_MS = 500;

/** Runs `work` while no other process on this machine runs it under the same lock file; waits as long as one does. */
export async function withLock<T>(file: string, search: Search, work: () => Promise<T>): Promise<T> {
  await acquire(file, search);
  const beat = setInterval(() => {
    touch(file);
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (read(file) === owner()) rmSync(file, { force: true });
  }
}

async function acquire(file: string, search: Search): Promise<void> {
  if (tryCreate(file)) return;
  const stop = every(
    search.report,
    (seconds) => `waiting for another process that does this already (${file}): ${seconds} s`,
  );
  try {
    while (!tryCreate(file)) {
      search.signal.throwIfAborted();
      const seen = read(file);
      if (seen !== undefined && isDead(file, seen)) takeAway(file, seen);
      else await sleep(POLL_MS, undefined, { signal: search.signal });
    }
  } finally {
    stop();
  }
}

function tryCreate(file: string): boolean {
  try {
    writeFileSync(file, owner(), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The heartbeat tells of processes on other machines (a shared home) and of process ids that were used again. */
function isDead(file: string, content: string): boolean {
  const [pid, host] = content.split(" ");
  if (host === hostname() && !isAlive(Number(pid))) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > DEAD_AFTER_MS;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Two waiters may see the same dead lock, and the slower one would then remove the new lock of the faster: it looks, and puts it back. */
function takeAway(file: string, seen: string): void {
  const aside = `${file}.dead-${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== seen) linkSync(aside, file);
  } catch {
    // Another waiter was faster.
  }
  rmSync(aside, { force: true });
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed from outside: at worst another process builds the same file too.
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function owner(): string {
  return `${process.pid} ${hostname()}`;
}
