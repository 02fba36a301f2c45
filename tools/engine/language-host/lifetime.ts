import { fstatSync } from "node:fs";

const PARENT_POLL_MS = 1_000;

/** Calls `end` once: at a signal, or when the engine itself is gone. */
export function onEndOfEngine(end: (engineIsGone: boolean) => void): void {
  let called = false;
  const once = (engineIsGone: boolean): void => {
    if (called) return;
    called = true;
    end(engineIsGone);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      once(false);
    });
  watchStdin(() => {
    once(true);
  });
  watchParent(() => {
    once(true);
  });
}

/** The engine holds the other end of this pipe until it ends, however it ends. */
function watchStdin(gone: () => void): void {
  if (!isPipe(0)) return;
  process.stdin.once("end", gone).once("error", gone).resume();
}

/** Detects an orphan by its new parent, in case another process holds that pipe open too. */
function watchParent(gone: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) gone();
  }, PARENT_POLL_MS).unref();
}

function isPipe(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
