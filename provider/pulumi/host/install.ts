/** Installs a hook. A failure leaves the process without it: a read must not fail because of that. */
export function install(hook: () => void): void {
  try {
    hook();
  } catch {
    // Nothing can be shown here: the engine does not listen yet.
  }
}
