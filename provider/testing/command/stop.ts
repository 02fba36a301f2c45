const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Closes at the first signal, and then lets the process end by itself; a second signal ends it at once, as if nobody
 * listened. Does the same when nobody reads the output any more.
 */
export function stopAtSignals(close: () => Promise<void>): void {
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, stop);
    void close();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  process.stdout.on("error", stop);
}
