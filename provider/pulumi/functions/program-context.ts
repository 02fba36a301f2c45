import * as pulumi from "@pulumi/pulumi";
import { Clients } from "../process/clients.js";
import { type Lookup } from "../../config/keys.js";
import { type ReadContext, type Reporter } from "../../atlas/read/read-context.js";
import { reporterOf } from "../process/reporters.js";
import { checkStackConfig } from "../process/stack-config.js";
import { closeBeforeExit, closeOnInterrupt, revokeAtExit } from "../process/shutdown.js";

/** Reads with the configuration of the program's stack. @throws ConfigurationError */
export function programReadContext(signal: AbortSignal | undefined): ReadContext {
  checkStackConfig();
  const client = programClients().in({ config: stackConfig, environment: (key) => process.env[key] });
  return { client, reporter: programReporter(), signal };
}

let reporter: Reporter | undefined;

/** Logs through the engine, attributed to the stack. */
function programReporter(): Reporter {
  reporter ??= reporterOf(
    (line) => void pulumi.log.info(line),
    (line) => void pulumi.log.warn(line),
  );
  return reporter;
}

let clients: Clients | undefined;

function programClients(): Clients {
  if (clients === undefined) {
    clients = new Clients();
    closeBeforeExit(clients);
    closeOnInterrupt(clients, "program");
    revokeAtExit(clients);
  }
  return clients;
}

// Made once: making one costs more than asking it. What it is asked for is looked up each time.
const configs = new Map<string, pulumi.Config>();

const stackConfig: Lookup = (key) => {
  const [namespace = "", name = ""] = key.split(":", 2);
  const config = configs.get(namespace) ?? new pulumi.Config(namespace);
  configs.set(namespace, config);
  return config.get(name);
};
