import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { parseHead, type Head } from "../http-head.js";

/** A private key and its certificate, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What the proxy does instead of opening a tunnel. */
export type Refusal =
  /** A whole response, such as `HTTP/1.1 502 Bad Gateway\r\n\r\n`. */
  | { readonly type: "response"; readonly text: string }
  /** Keeps the connection and says nothing. */
  | { readonly type: "hang" }
  /** Ends the connection without a word. */
  | { readonly type: "drop" }
  /** Opens the tunnel, and ends it when the client has sent the first bytes. */
  | { readonly type: "dropTunnel" };

export interface ConnectProxyOptions {
  /** Where a target such as `cloud.atlas.test:443` really is: a port of 127.0.0.1. Other targets are not found. */
  readonly targets: Readonly<Record<string, number>>;
  /** Asks for these credentials. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Is reached over TLS itself. */
  readonly tls?: Certificate;
}

/** One request that the proxy has received, and the status of its response; none where no response was given. */
export interface ProxyRequest extends Head {
  readonly status: number | undefined;
}

/** A real HTTP proxy on 127.0.0.1 that opens tunnels (CONNECT). */
export class ConnectProxy {
  readonly requests: ProxyRequest[] = [];
  readonly #options: ConnectProxyOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #refusals: Refusal[] = [];
  #name = "";
  #outside = "";
  #connections = 0;
  #refusal: Refusal | undefined;

  private constructor(options: ConnectProxyOptions) {
    this.#options = options;
    const serve = (client: Socket): void => {
      this.#serve(client);
    };
    this.#server = options.tls === undefined ? createServer(serve) : createTlsServer(options.tls, serve);
    // A client that does not trust the proxy ends the handshake.
    this.#server.on("tlsClientError", () => undefined);
    this.#server.on("connection", (socket: Socket) => {
      this.#connections += 1;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket)).on("error", () => undefined);
    });
  }

  static async start(options: ConnectProxyOptions): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    proxy.#name = `127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  /** Host and port. */
  get name(): string {
    return this.#name;
  }

  /** Its URL, with credentials as they stand in a URL. */
  url(credentials = ""): string {
    const scheme = this.#options.tls === undefined ? "http" : "https";
    return `${scheme}://${credentials === "" ? "" : `${credentials}@`}${this.name}`;
  }

  /** Every byte that was received outside of a tunnel. */
  get outside(): string {
    return this.#outside;
  }

  /** TCP connections accepted so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Refuses the next tunnels, one refusal for each. */
  refuse(...refusals: readonly Refusal[]): void {
    this.#refusals.push(...refusals);
  }

  /** Refuses all tunnels after those. */
  refuseAll(refusal: Refusal): void {
    this.#refusal = refusal;
  }

  close(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #serve(client: Socket): void {
    client.on("error", () => undefined);
    readHead(
      client,
      (bytes) => (this.#outside += bytes.toString("latin1")),
      (head) => {
        this.#respond(client, head);
      },
    );
  }

  #respond(client: Socket, head: Head): void {
    const refusal = this.#refusals.shift() ?? this.#refusal;
    const text =
      refusal?.type === "response" ? refusal.text : refusal === undefined ? this.#objection(head) : "";
    const port = this.#options.targets[head.target] ?? 0;
    const silent = refusal?.type === "hang" || refusal?.type === "drop";
    const status = text === "" ? 200 : Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
    this.requests.push({ ...head, status: silent ? undefined : status });
    if (refusal?.type === "hang") return;
    if (refusal?.type === "drop") client.end();
    else if (text !== "") client.end(text);
    else this.#tunnel(client, port, refusal?.type === "dropTunnel");
  }

  /** The response where there is to be no tunnel. */
  #objection({ method, target, headers }: Head): string {
    const { credentials, targets } = this.#options;
    if (method !== "CONNECT") return "HTTP/1.1 405 Method Not Allowed\r\n\r\n";
    if (credentials) {
      const basic = Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64");
      if (headers["proxy-authorization"] !== `Basic ${basic}`) return PROXY_AUTHENTICATION_REQUIRED;
    }
    return targets[target] === undefined ? "HTTP/1.1 502 Bad Gateway\r\n\r\n" : "";
  }

  #tunnel(client: Socket, port: number, drop: boolean): void {
    const server = connect(port, "127.0.0.1");
    server.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.on("close", () => server.destroy());
    server.on("connect", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      if (drop) client.once("data", () => client.destroy());
      else client.pipe(server).pipe(client);
    });
  }
}

const PROXY_AUTHENTICATION_REQUIRED =
  'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corporate"\r\n' +
  "Content-Length: 6\r\n\r\nno way";

/** Reads one head, and hands on all bytes before the next party takes over the socket. */
function readHead(socket: Socket, onBytes: (bytes: Buffer) => void, onHead: (head: Head) => void): void {
  let received = "";
  const read = (bytes: Buffer): void => {
    onBytes(bytes);
    received += bytes.toString("latin1");
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    socket.off("data", read);
    onHead(parseHead(received.slice(0, end)));
  };
  socket.on("data", read);
}
