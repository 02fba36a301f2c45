import { request as send, STATUS_CODES, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { parseHead } from "../http-head.js";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Responds to one request, byte by byte as it likes. */
export type Script = (socket: Socket, request: WireRequest) => void | Promise<void>;

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

/** The requests of a connection, one after another. They are this package's own: ASCII, and with a length. */
async function* readRequest(socket: Socket): AsyncGenerator<WireRequest> {
  let text = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString("latin1");
    for (let parsed = parse(text); parsed; parsed = parse(text)) {
      text = text.slice(parsed.length);
      yield parsed.request;
    }
  }
}

function parse(text: string): { request: WireRequest; length: number } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const { method, target: path, headers } = parseHead(text.slice(0, end));
  const length = end + 4 + Number(headers["content-length"] ?? "0");
  if (text.length < length) return undefined;
  return { request: { method, path, headers, body: text.slice(end + 4, length) }, length };
}

export type Fields = Readonly<Record<string, unknown>>;

/** The head of a response. */
export function head(status: number, fields: Fields = {}): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}\r\n${lines.join("")}\r\n`;
}

/** Passes a request on to an HTTP server, and its response back. */
export function forward(upstream: string): Script {
  return async (socket, { method, path, headers, body }) => {
    const { "content-length": _, connection: __, ...rest } = headers;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(upstream + path, { method, headers: rest, agent: false }, resolve)
        .on("error", reject)
        .end(body);
    });
    const content = await buffer(response);
    const fields = Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    socket.write(
      head(response.statusCode ?? 0, { ...Object.fromEntries(fields), "content-length": content.length }),
    );
    socket.write(content);
  };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
]);
