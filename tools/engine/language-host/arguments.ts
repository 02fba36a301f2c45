import { parseArgs } from "node:util";

/** What the engine tells a language host on its command line. */
export interface HostArguments {
  /** Where the engine listens; absent when a debugger starts the host, which then gets it by a handshake. */
  readonly engineAddress?: string;
  readonly tracing?: string;
}

/** Reads the engine's command line; flags that mean nothing to this host (log levels) are let through. */
export function parseArguments(argv: readonly string[]): HostArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { tracing: { type: "string" } },
    allowPositionals: true,
    strict: false,
  });
  const address = positionals.at(-1);
  return {
    ...(address === undefined ? {} : { engineAddress: address }),
    ...(typeof values.tracing === "string" ? { tracing: values.tracing } : {}),
  };
}
