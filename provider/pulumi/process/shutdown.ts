import { sendAtExit } from "./send-at-exit.js";
import { type Clients } from "./clients.js";
import { nobodyListens, othersDecide, ownListener } from "./interrupts.js";

/** Closes the clients when the program process has run out of work, which is how most Pulumi programs end. */
export function closeBeforeExit(clients: Clients): void {
  process.on("beforeExit", () => {
    void clients.close();
  });
}

/**
 * Closes the clients when the process is interrupted. The engine does that to a provider at its end, and to a
 * program that it does not wait for any more: one that is cancelled, or that waits for a resource that has failed.
 * It gives a process a few seconds before it kills it.
 *
 * @param owner Whose process it is: the user's program may end itself after an interrupt, in its own time. The provider's
 * has nobody but this package to do that, and each second that it lives is one more that a preview takes.
 */
export function closeOnInterrupt(clients: Clients, owner: "program" | "provider"): void {
  const interrupted = ownListener(() => {
    // Looked at now: who listens once is not there any more when the clients are closed.
    const heard = owner === "program" && othersDecide();
    // A program can be interrupted twice, by the engine and by its language host: the second must not cut this short.
    const ignore = ownListener(() => undefined);
    process.on("SIGINT", ignore);
    void clients.close().finally(() => {
      process.removeListener("SIGINT", ignore);
      // The signal does what it would have done without this. Where others listen, they had it, and decide.
      if (!heard && nobodyListens()) process.kill(process.pid, "SIGINT");
    });
  });
  // The first of all, before anybody who listens once has heard it and gone.
  process.prependOnceListener("SIGINT", interrupted);
}

/** Gives back what is still held when the program ends itself with `process.exit`, where nothing asynchronous runs. */
export function revokeAtExit(clients: Clients): void {
  process.on("exit", () => {
    sendAtExit(clients.takeRevocations());
  });
}
