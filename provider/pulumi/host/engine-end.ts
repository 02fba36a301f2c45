import { AtlasError } from "../../errors/index.js";
import { type Clients } from "../process/clients.js";
import { engineAddress, watchEngine } from "./engine-watch.js";

/** Exit codes of a process that a signal has ended, as shells give them. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the provider process at a signal and when the engine is gone. Reads and waits are cancelled, and the tokens of
 * the clients are revoked first. The engine sends SIGINT at its own end, and kills the process a few seconds later.
 * Without this a wait would go on to its deadline, and the process would idle after it.
 */
export function endWithEngine(clients: Clients, cancelled: AbortController): void {
  let ending = false;
  const end = (why: string, exitCode: number): void => {
    // A second signal must not cut the revocation short.
    if (ending) return;
    ending = true;
    cancelled.abort(new AtlasError("CANCELLED", `cancelled while reading a Data Lake Pipeline run: ${why}`));
    void clients.close().finally(() => process.exit(exitCode));
  };
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      end(`the process got ${signal}`, exitCode);
    });
  }
  watchEngine(engineAddress(process.argv), () => {
    end("the engine is gone", 1);
  });
}
