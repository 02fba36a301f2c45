import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, type Socket } from "node:net";

const HOST = "127.0.0.1";
/** Long enough that a test which waits between requests keeps its connection. */
const KEEP_ALIVE_MS = 60_000;

/** The HTTP or HTTPS server itself: its address and its TCP connections. */
export class Listener {
  readonly #server: Server;
  readonly #scheme: "http" | "https";
  /** By the client's port: a TLS socket cannot be reset, and the TCP socket under it can. */
  readonly #sockets = new Map<number | undefined, Socket>();
  accepted = 0;

  constructor(tls: { readonly key: string; readonly cert: string } | undefined, onRequest: RequestListener) {
    this.#scheme = tls === undefined ? "http" : "https";
    this.#server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.#server.on("connection", (socket: Socket) => {
      const port = socket.remotePort;
      this.accepted += 1;
      this.#sockets.set(port, socket);
      socket.once("close", () => {
        if (this.#sockets.get(port) === socket) this.#sockets.delete(port);
      });
    });
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://${HOST}:${port}`;
  }

  get open(): number {
    return this.#sockets.size;
  }

  /** Rejects if the port is taken. */
  async listen(port: number): Promise<void> {
    await once(this.#server.listen(port, HOST), "listening");
  }

  reset(clientPort: number | undefined): void {
    this.#sockets.get(clientPort)?.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = this.#server.listening && once(this.#server.close(), "close");
    for (const socket of this.#sockets.values()) socket.destroy();
    await closed;
  }
}
