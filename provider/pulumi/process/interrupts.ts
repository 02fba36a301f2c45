/** A property of the listeners for SIGINT that this package adds, also of those of another copy of it. */
const OWN = Symbol.for("pulumi-atlas-data-lake.interrupt");

/** Marks a listener for SIGINT as one of this package: it leaves it to others whether the process ends. */
export function ownListener(listener: () => void): () => void {
  return Object.assign(listener, { [OWN]: true });
}

/** Whether anybody else listens for SIGINT, and so decides whether the process ends. */
export function othersDecide(): boolean {
  return process.listeners("SIGINT").filter((listener) => !(OWN in listener)).length > deferring();
}

/** Whether the next SIGINT ends the process. */
export function nobodyListens(): boolean {
  return process.listenerCount("SIGINT") <= deferring();
}

/**
 * How many listeners are those of the package signal-exit, which Pulumi's own SDK uses: they end the process, but only
 * where nobody else listens. Each would wait for the other. Version 3 keeps count on `process`, version 4 globally.
 */
function deferring(): number {
  const { __signal_exit_emitter__: v3 } = process as { __signal_exit_emitter__?: { count?: unknown } };
  const v4 = (globalThis as Record<symbol, { count?: unknown } | undefined>)[
    Symbol.for("signal-exit emitter")
  ];
  const count = (value: unknown): number => (typeof value === "number" ? value : 0);
  return count(v3?.count) + count(v4?.count);
}
