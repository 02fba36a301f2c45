import { type Clients } from "./clients.js";
import { sendAtExit } from "./send-at-exit.js";

/**
 * Revokes the tokens of the clients when the program ends: when it has run out of work, and at `process.exit`, where
 * nothing asynchronous runs any more. Listens for no signal: that is up to the program. A token then expires by itself.
 */
export function closeAtProgramEnd(clients: Clients): void {
  process.on("beforeExit", () => {
    void clients.close();
  });
  process.on("exit", () => {
    sendAtExit(clients.takeRevocations());
  });
}
