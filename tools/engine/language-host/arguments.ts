import { parseArgs } from "node:util";

/** The command line with which the engine starts a language host. */
export interface HostArguments {
  /** Address of the engine; absent when a debugger starts the host, which then gets it by a handshake. */
  readonly engineAddress?: string;
  readonly tracing?: string;
}

/** Reads the engine's command line; flags without a meaning here (log levels) are ignored. */
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
