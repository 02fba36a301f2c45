import * as pulumi from "@pulumi/pulumi";
import { type AtlasClient } from "../client/index.js";
import { Clients } from "../clients.js";
import { resolveConfig, type Lookup } from "../config/index.js";
import { type Reporter } from "../read/index.js";
import { closeBeforeExit } from "../shutdown.js";

/** The client for the configuration of the program's stack. @throws ConfigurationError */
export function programClient(): AtlasClient {
  return programClients().for(resolveConfig(stackConfig, (key) => process.env[key]));
}

/** What the functions say goes to the engine as the stack's. */
export const programReporter: Reporter = {
  info: (line) => {
    void pulumi.log.info(line);
  },
  warn: (line) => {
    void pulumi.log.warn(line);
  },
};

let clients: Clients | undefined;

function programClients(): Clients {
  if (clients === undefined) {
    clients = new Clients();
    closeBeforeExit(clients);
  }
  return clients;
}

const stackConfig: Lookup = (key) => {
  const [namespace, name] = key.split(":", 2);
  return new pulumi.Config(namespace).get(String(name));
};
