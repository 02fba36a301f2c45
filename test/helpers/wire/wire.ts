import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { forward } from "./forward.js";
import { readRequest, type Script, type WireRequest } from "./wire-request.js";

/** A TCP server in front of an HTTP server. It passes on what no script responds to. */
export interface Wire {
  readonly baseUrl: string;
  readonly requests: readonly WireRequest[];
  /** Bytes that scripts have handed over to the connections. */
  readonly bytesSent: number;
  /** Lets a script respond to requests whose path begins so: the next ones, default all. */
  response(script: Script, options?: { readonly times?: number; readonly path?: string }): void;
  /** Ends all connections in an orderly way. */
  endConnections(): void;
  /** Refuses connections from now on. */
  refuse(): Promise<void>;
  /** Forgets all scripts, and accepts connections again. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startWire(upstream: string): Promise<Wire> {
  const wire = new WireServer(upstream);
  await wire.listen(0);
  return wire;
}

interface Planned {
  readonly script: Script;
  readonly path: string;
  timesLeft: number;
}

class WireServer implements Wire {
  readonly requests: WireRequest[] = [];
  #planned: Planned[] = [];
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #upstream: string;
  readonly #server: Server;

  constructor(upstream: string) {
    this.#upstream = upstream;
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get bytesSent(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  response(script: Script, { times = Infinity, path = "/" } = {}): void {
    this.#planned.push({ script, path, timesLeft: times });
  }

  endConnections(): void {
    for (const socket of this.#sockets) socket.end();
  }

  async refuse(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  async heal(): Promise<void> {
    this.#planned = [];
    if (!this.#server.listening) await this.listen(this.#port);
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.refuse();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    // A client that goes away is what some rows are about.
    socket.on("error", () => socket.destroy());
    this.#serve(socket).catch(() => socket.destroy());
  }

  async #serve(socket: Socket): Promise<void> {
    for await (const request of readRequest(socket)) {
      this.requests.push(request);
      const planned = this.#planned.find(
        ({ path, timesLeft }) => timesLeft > 0 && request.path.startsWith(path),
      );
      if (planned) planned.timesLeft -= 1;
      await (planned?.script ?? forward(this.#upstream))(socket, request);
    }
  }
}
