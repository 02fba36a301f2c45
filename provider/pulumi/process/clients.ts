import { AtlasClient } from "../../atlas/client/client.js";
import { type ReadConfig } from "../../config/resolve-config.js";
import { findConfig, type FoundConfig, type ConfigSources } from "../../config/lookups.js";
import { type HttpRequest } from "../../atlas/http/types.js";

/**
 * The clients of a process, one for each configuration, so that all reads with one configuration share
 * connections, nonces and tokens. A program of the Automation API can run stacks of several configurations.
 */
export class Clients {
  readonly #clients = new Map<string, AtlasClient>();
  #last: { readonly found: FoundConfig; readonly client: AtlasClient } | undefined;

  /**
   * The client for the configuration in these places. It is looked up for each read, since it can change, and resolved
   * only when it has.
   *
   * @throws ConfigurationError
   */
  in(sources: ConfigSources): AtlasClient {
    if (this.#last?.found.isCurrent(sources) !== true) {
      const found = findConfig(sources);
      this.#last = { found, client: this.for(found.config) };
    }
    return this.#last.client;
  }

  /** The client for a configuration. */
  for(config: ReadConfig): AtlasClient {
    const key = JSON.stringify(config);
    const known = this.#clients.get(key);
    if (known) return known;
    const client = new AtlasClient(config);
    this.#clients.set(key, client);
    return client;
  }

  /** The requests that give back what was issued to any of them, for whoever cannot wait for `close`. */
  takeRevocations(): readonly HttpRequest[] {
    return [...this.#clients.values()].flatMap((client) => client.takeRevocations());
  }

  /** Gives back what was issued to any of them. Never fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}
