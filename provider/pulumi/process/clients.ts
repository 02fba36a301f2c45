import { AtlasClient } from "../../atlas/client/client.js";
import { type HttpRequest } from "../../atlas/http/types.js";
import { type ReadConfig } from "../../config/resolve-config.js";

/** Most clients without a read that are kept: a program that rotates its tokens leaves a client behind each time. */
const MAX_UNUSED = 32;

/**
 * The clients of a process, one for each configuration, so that all reads with one configuration share
 * connections, nonces and tokens. A program of the Automation API can run stacks of several configurations.
 */
export class Clients {
  /** By configuration, with the number of their reads. The last used is the last. */
  readonly #clients = new Map<string, { readonly client: AtlasClient; reads: number }>();
  readonly #closing = new Set<AtlasClient>();

  /** Runs a read with the client for a configuration. The clients without a read are closed later, but for the last used. */
  async use<T>(config: ReadConfig, read: (client: AtlasClient) => Promise<T>): Promise<T> {
    const used = this.#entry(config);
    used.reads += 1;
    try {
      return await read(used.client);
    } finally {
      used.reads -= 1;
      this.#closeUnused();
    }
  }

  /** Returns the client for a configuration, and makes it at the first read. */
  forConfig(config: ReadConfig): AtlasClient {
    return this.#entry(config).client;
  }

  /** Returns the requests that revoke the tokens of all clients, for a process that cannot wait for `close`. */
  takeRevocations(): readonly HttpRequest[] {
    return this.#all().flatMap((client) => client.takeRevocations());
  }

  /** Revokes the tokens of all clients, and closes their connections. Never fails. */
  async close(): Promise<void> {
    await Promise.all(this.#all().map((client) => client.close()));
  }

  #entry(config: ReadConfig): { readonly client: AtlasClient; reads: number } {
    const key = JSON.stringify(config);
    const entry = this.#clients.get(key) ?? { client: new AtlasClient(config), reads: 0 };
    this.#clients.delete(key);
    this.#clients.set(key, entry);
    return entry;
  }

  #closeUnused(): void {
    const unused = [...this.#clients].filter(([, { reads }]) => reads === 0);
    for (const [key, { client }] of unused.slice(0, -MAX_UNUSED)) {
      this.#clients.delete(key);
      this.#closing.add(client);
      void client.close().finally(() => this.#closing.delete(client));
    }
  }

  #all(): readonly AtlasClient[] {
    return [...this.#closing, ...[...this.#clients.values()].map(({ client }) => client)];
  }
}
