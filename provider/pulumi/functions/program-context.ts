import * as pulumi from "@pulumi/pulumi";
import { once } from "../../atlas/gate/gate.js";
import { type ReadContext, type Reporter } from "../../atlas/read/read-context.js";
import { resolveConfig } from "../../config/resolve-config.js";
import { Clients } from "../process/clients.js";
import { closeAtProgramEnd } from "../process/shutdown.js";
import { checkStackConfig } from "../process/stack-config.js";

/** Runs a read in a context with the configuration of the program's stack. @throws ConfigurationError */
export async function readInProgram<T>(
  signal: AbortSignal | undefined,
  read: (context: ReadContext) => Promise<T>,
): Promise<T> {
  const config = resolveConfig(checkStackConfig());
  return programClients().use(config, (client) => read({ client, reporter: programReporter(), signal }));
}

let reporter: Reporter | undefined;

/** Logs through the engine, attributed to the stack. */
export function programReporter(): Reporter {
  const warn = (line: string): void => void pulumi.log.warn(line);
  reporter ??= { info: (line) => void pulumi.log.info(line), warn, warnOnce: once(warn) };
  return reporter;
}

let clients: Clients | undefined;

function programClients(): Clients {
  if (clients === undefined) {
    clients = new Clients();
    closeAtProgramEnd(clients);
  }
  return clients;
}
