/**
 * Calls back once when the process ends: by itself, or by the SIGINT with which the engine ends the provider process.
 * It listens before anyone else, and lets the signal do what it would have done.
 */
export function atEnd(callback: () => void): void {
  let called = false;
  const once = (): void => {
    if (!called) callback();
    called = true;
  };
  process.once("exit", once);
  process.once("SIGINT", () => {
    once();
    if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
  });
}
