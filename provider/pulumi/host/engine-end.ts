import { AtlasError } from "../../errors/index.js";
import { type Clients } from "../process/clients.js";
import { watchEngine } from "./engine-watch.js";
import { install } from "./install.js";
import { closeOnInterrupt } from "../process/shutdown.js";

/** Exit codes of a process that a signal has ended, as shells give them. */
const EXIT_CODES = { SIGHUP: 129, SIGTERM: 143 } as const;

/**
 * Ends the provider process when the engine is gone, or when a signal tells it to: reads and waits end, and what was
 * issued to the clients is revoked. Without this a wait would go on to its deadline, and the process would idle after it.
 */
export function endWithEngine(clients: Clients, cancelled: AbortController): void {
  const end = (why: string, exitCode: number): void => {
    cancelled.abort(new AtlasError("CANCELLED", `cancelled while reading a Data Lake Pipeline run: ${why}`));
    void clients.close().finally(() => process.exit(exitCode));
  };
  install(() => {
    closeOnInterrupt(clients, "provider");
  });
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    install(() => {
      process.once(signal, () => {
        end(`the process got ${signal}`, exitCode);
      });
    });
  }
  install(() => {
    watchEngine(process.argv[2], () => {
      end("the engine is gone", 1);
    });
  });
}
