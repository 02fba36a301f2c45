/** Returns a signal for work that cleans up when it is aborted: at SIGINT, SIGTERM or SIGHUP. A second one ends the process. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      controller.abort(new Error(`interrupted by ${name}; everything is cleaned up`));
    });
  }
  return controller.signal;
}
