import { connect } from "node:net";
import { type Clients } from "../process/clients.js";
import { cancelReads } from "./cancellation.js";

/** Exit codes of a process that a signal has ended, as shells give them. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the provider process at a signal and when the engine is gone. Reads and waits are cancelled, and the tokens of
 * the clients are revoked first. The engine sends SIGINT at its own end, and kills the process a few seconds later.
 * Without this a wait would go on to its deadline, and the process would idle after it.
 *
 * @param address The engine's address; undefined if it cannot be watched.
 */
export function endWithEngine(
  clients: Clients,
  cancelled: AbortController,
  address: string | undefined,
): void {
  let ending = false;
  const end = (exitCode: number): void => {
    // A second signal must not cut the revocation short.
    if (ending) return;
    ending = true;
    cancelReads(cancelled);
    void clients.close().finally(() => process.exit(exitCode));
  };
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      end(exitCode);
    });
  }
  watchEngine(address, () => {
    end(1);
  });
}

/** Milliseconds between two looks at the engine. */
const INTERVAL = 2_000;

/** Refused connections in a row after which the engine counts as gone. */
const REFUSALS = 2;

/** The engine's address. */
const ENGINE_ADDRESS = /^(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/;

/**
 * Returns the engine's address, with which its host of dynamic providers is started. With `--logflow`, `--tracing` or
 * `--otel-traces` flags come first.
 *
 * @param args The arguments of the process.
 * @returns Host and port, such as `127.0.0.1:40123`; undefined in another process.
 */
export function engineAddress(args: readonly string[]): string | undefined {
  return args.slice(2).find((arg) => ENGINE_ADDRESS.test(arg));
}

/**
 * Calls back once when the engine no longer listens at its address. The engine does not tell a provider that it was
 * killed, and the host of dynamic providers lives on.
 *
 * @param address Host and port, such as `127.0.0.1:40123`; nothing is watched at any other text.
 */
export function watchEngine(address: string | undefined, onGone: () => void): void {
  const [, host = "", port = ""] = ENGINE_ADDRESS.exec(address ?? "") ?? [];
  if (port === "") return;
  let refusals = 0;
  const timer = setInterval(() => {
    const socket = connect({ host: host.replace(/[[\]]/g, ""), port: Number(port) });
    socket.unref();
    socket.setTimeout(INTERVAL, () => socket.destroy());
    socket.once("connect", () => {
      refusals = 0;
      socket.destroy();
    });
    // Any other error, such as no free port on this machine, says nothing about the engine.
    socket.once("error", (error: NodeJS.ErrnoException) => {
      refusals = error.code === "ECONNREFUSED" ? refusals + 1 : 0;
      if (refusals < REFUSALS) return;
      clearInterval(timer);
      onGone();
    });
  }, INTERVAL);
  timer.unref();
}
