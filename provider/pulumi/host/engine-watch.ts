import { connect } from "node:net";

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
