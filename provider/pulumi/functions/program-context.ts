import * as pulumi from "@pulumi/pulumi";
import { abortable } from "../../atlas/async/abort.js";
import { once, type ReadContext, type Reporter } from "../../atlas/read/read-context.js";
import { resolveProviderConfig, resolveConfig, type ReadConfig } from "../../config/resolve-config.js";
import { type AtlasError, InvalidArgumentError, quoted } from "../../errors/index.js";
import { notKnown } from "../arguments/known.js";
import { Clients } from "../process/clients.js";
import { currentOperation } from "../process/operation.js";
import { sendAtExit } from "../process/send-at-exit.js";
import { checkStackConfig } from "../process/stack-config.js";
import { type CheckedOptions } from "./read-options.js";

/**
 * Runs a read in the program: with the explicit provider of its options, else with the configuration of the stack.
 *
 * @param prefix Prefix that names the function, with its colon.
 * @throws ConfigurationError; InvalidArgumentError for a provider whose inputs are not known yet; AtlasError `NOT_READ` in `up`
 */
export async function readInProgram<T>(
  prefix: string,
  { signal, provider }: CheckedOptions,
  read: (context: ReadContext) => Promise<T>,
): Promise<T> {
  const readWith = (config: ReadConfig): Promise<T> =>
    programClients().use(config, (client) => read({ client, reporter: programReporter(), signal }));
  const stackConfig = checkStackConfig();
  if (provider === undefined) return readWith(resolveConfig(stackConfig));
  const resolving = provider.__atlasProvider();
  const { name, inputs } = await (signal ? abortable(resolving, signal) : resolving);
  if (inputs === undefined) throw notKnownYet(prefix, name);
  return readWith(resolveProviderConfig(name, (key) => inputs[key]));
}

function notKnownYet(prefix: string, name: string): AtlasError {
  if (!pulumi.runtime.isDryRun()) return notKnown(prefix, "provider");
  return new InvalidArgumentError(
    `${prefix}the provider ${quoted(name)} has an argument that is not known yet in this preview: use the Output form, whose ` +
      "result is not known then either",
  );
}

const warn = (line: string): void => void pulumi.log.warn(line);
const warnOnce = once(warn);

/** Logs through the engine, attributed to the stack. Without an engine each warning comes once in the process. */
export function programReporter(): Reporter {
  const info = (line: string): void => void pulumi.log.info(line);
  return { info, warn, warnOnce: currentOperation()?.warnOnce ?? warnOnce };
}

let clients: Clients | undefined;

function programClients(): Clients {
  if (clients === undefined) {
    clients = new Clients();
    closeAtProgramEnd(clients);
  }
  return clients;
}

/**
 * Revokes the tokens of the clients when the program ends: when it has run out of work, and at `process.exit`, where
 * nothing asynchronous runs any more. Listens for no signal: that is up to the program. A token then expires by itself.
 */
function closeAtProgramEnd(clients: Clients): void {
  process.on("beforeExit", () => {
    void clients.close();
  });
  process.on("exit", () => {
    sendAtExit(clients.takeRevocations());
  });
}
