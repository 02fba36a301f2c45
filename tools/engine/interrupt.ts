const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs work that an interrupt aborts. The work's signal is aborted, the work cleans up, and only then does the process
 * end by the interrupt. A caller that listens too, such as a test runner, decides about the process itself.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Counted before the work: proper-lockfile adds listeners, with which a process would not end at once.
  const unheard = SIGNALS.filter((name) => process.listenerCount(name) === 0);
  let received: (typeof SIGNALS)[number] | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    received = SIGNALS.find((name) => name === signal);
    controller.abort(new Error(`interrupted by ${signal}`));
  };
  for (const name of SIGNALS) process.on(name, listener);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.removeListener(name, listener);
    if (received !== undefined && unheard.includes(received)) {
      process.removeAllListeners(received);
      process.kill(process.pid, received);
    }
  }
}
