import { type Clients } from "./clients.js";

/**
 * Closes the clients when the program process has run out of work, which is the end of a Pulumi program.
 */
export function closeBeforeExit(clients: Clients): void {
  process.on("beforeExit", () => {
    void clients.close();
  });
}

/**
 * Closes the clients when the engine ends the provider process: it sends SIGINT, then waits a few seconds before it
 * kills the process.
 */
export function closeOnInterrupt(clients: Clients): void {
  process.once("SIGINT", () => {
    void clients.close().finally(() => {
      // This handler is gone now: the signal does what it would have done without it.
      process.kill(process.pid, "SIGINT");
    });
  });
}
