import { AtlasClient } from "../../atlas/client/client.js";
import { type DetachedRequest } from "../../atlas/http/types.js";
import { type ReadConfig } from "../../config/resolve-config.js";

/** Time after its last read in which a client is kept, in milliseconds. A program that rotates its tokens leaves one behind each time. */
const UNUSED = 300_000;

interface Entry {
  readonly key: string;
  readonly client: AtlasClient;
  reads: number;
  timer?: NodeJS.Timeout;
}

/**
 * The clients of a process, one for each configuration, so that all reads with one configuration share
 * connections, nonces and tokens. A program of the Automation API can run stacks of several configurations.
 */
export class Clients {
  /** By configuration. */
  readonly #clients = new Map<string, Entry>();

  /** Runs a read with the client for a configuration. The client is closed when it has not been used for five minutes. */
  async use<T>(config: ReadConfig, read: (client: AtlasClient) => Promise<T>): Promise<T> {
    const entry = this.#entry(config);
    clearTimeout(entry.timer);
    entry.reads += 1;
    try {
      return await read(entry.client);
    } finally {
      entry.reads -= 1;
      if (entry.reads === 0) entry.timer = setTimeout(() => void this.#closeUnused(entry), UNUSED).unref();
    }
  }

  /** Returns the client for a configuration, and makes it at the first read. */
  forConfig(config: ReadConfig): AtlasClient {
    return this.#entry(config).client;
  }

  /** Returns the requests that revoke the tokens of all clients, for a process that cannot wait for `close`. */
  takeRevocations(): readonly DetachedRequest[] {
    return [...this.#clients.values()].flatMap(({ client }) => client.takeRevocations());
  }

  /** Revokes the tokens of all clients, and closes their connections. Never fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map(({ client }) => client.close()));
  }

  #entry(config: ReadConfig): Entry {
    const key = JSON.stringify(config);
    const entry = this.#clients.get(key) ?? { key, client: new AtlasClient(config), reads: 0 };
    this.#clients.set(key, entry);
    return entry;
  }

  /** A client that is used again while it is closed stays: it issues a new token. */
  async #closeUnused(entry: Entry): Promise<void> {
    await entry.client.close();
    if (entry.reads === 0) this.#clients.delete(entry.key);
  }
}
