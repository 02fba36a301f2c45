import { AtlasClient } from "../../atlas/client/client.js";
import { type HttpRequest } from "../../atlas/http/types.js";
import { type ReadConfig } from "../../config/resolve-config.js";

/**
 * The clients of a process, one for each configuration, so that all reads with one configuration share
 * connections, nonces and tokens. A program of the Automation API can run stacks of several configurations.
 */
export class Clients {
  readonly #clients = new Map<string, AtlasClient>();

  /** Returns the client for a configuration, and makes it at the first read. */
  forConfig(config: ReadConfig): AtlasClient {
    const key = JSON.stringify(config);
    const known = this.#clients.get(key);
    if (known) return known;
    const client = new AtlasClient(config);
    this.#clients.set(key, client);
    return client;
  }

  /** Returns the requests that revoke the tokens of all clients, for a process that cannot wait for `close`. */
  takeRevocations(): readonly HttpRequest[] {
    return [...this.#clients.values()].flatMap((client) => client.takeRevocations());
  }

  /** Revokes the tokens of all clients. Never fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}
