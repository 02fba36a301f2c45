import { type Agent } from "node:http";
import { type Headers } from "node-fetch";
import { isLoopback } from "../../config/base-url.js";
import { reasonError } from "../../errors/index.js";
import { type DetachedRequest, type HttpResponse, type HttpRequest, type Send } from "./types.js";
import { createAgent } from "./agents.js";
import { logged } from "./debug-log.js";
import { importModule } from "./import-module.js";
import { findProxy, type Proxy } from "./proxy.js";
import { withDeadline } from "../async/abort.js";
import { toTransportError, throughProxy, TransportError } from "./transport-error.js";

/**
 * Largest body that is read, in bytes after decompression. A page of 500 runs with the longest names has 0.4 MiB. JSON of
 * this size has up to 60 MiB in memory once it is parsed.
 */
const MAX_BODY_BYTES = 1024 * 1024;

/** Settings of a client's connections. */
interface TransportOptions {
  readonly baseUrl: string;
  readonly requestTimeoutSeconds: number;
  readonly maxConcurrentReads: number;
}

/** The connections to one base URL. */
export interface Transport {
  readonly send: Send;
  /** Returns a request for another thread, once this transport has sent one. */
  readonly detach: (request: HttpRequest) => DetachedRequest;
  /** Closes the connections. The next request opens another one. */
  readonly close: () => Promise<void>;
}

/** Sends single requests with node-fetch: no retry, no redirect, with a timeout and a size limit for each. */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrl, requestTimeoutSeconds } = options;
  const isLocal = isLoopback(new URL(baseUrl).hostname);
  let loaded: Promise<Loaded> | undefined;
  let proxy: Proxy | undefined;
  const forget = (error: unknown): never => {
    // The setting of the proxy is invalid, and may be repaired before the next request.
    loaded = undefined;
    throw error;
  };
  const send: Send = async (request, signal) => {
    loaded ??= load(options).catch(forget);
    const connection = await loaded;
    proxy = connection.proxy;
    const expired = (): Error => timedOut(requestTimeoutSeconds, proxy?.name);
    return withDeadline(requestTimeoutSeconds * 1000, expired, signal, async (end) => {
      try {
        // node-fetch would throw for a body, where nothing can catch it.
        end.throwIfAborted();
        return await exchange(connection, request, end);
      } catch (error) {
        if (end.aborted) throw reasonError(end.reason);
        throw toTransportError(error, { maxBodyBytes: MAX_BODY_BYTES, proxy: proxy?.name, isLocal });
      }
    });
  };
  const close = async (): Promise<void> => {
    (await loaded?.catch(() => undefined))?.agent.destroy();
  };
  const detach = (request: HttpRequest): DetachedRequest => ({
    ...withUserAgent(request),
    proxy: proxy && { url: proxy.url.href, authorization: proxy.authorization },
  });
  return { send: logged(send, baseUrl), detach, close };
}

interface Loaded {
  readonly fetch: typeof import("node-fetch").default;
  readonly agent: Agent;
  readonly proxy: Proxy | undefined;
}

/** Loads node-fetch and the agent with the first request, so that programs without one start faster. */
async function load(options: TransportOptions): Promise<Loaded> {
  const proxy = await findProxy(options.baseUrl);
  const agent = await createAgent(options.baseUrl, options.maxConcurrentReads, proxy);
  const { default: fetch } = await importModule(() => import("node-fetch"), "node-fetch");
  return { fetch, agent, proxy };
}

/** Adds this package's name and version from its package.json, and the version of Node.js. */
function withUserAgent(request: HttpRequest): HttpRequest {
  // A literal path, which bundlers resolve. The sources and the compiled files are three folders below the root alike.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { name, version } = require("../../../package.json") as Readonly<Record<"name" | "version", string>>;
  const userAgent = `${name}/${version} node/${process.versions.node}`;
  return { ...request, headers: { "user-agent": userAgent, ...request.headers } };
}

async function exchange(
  { fetch, agent }: Loaded,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: withUserAgent(request).headers,
    body: request.body ?? null,
    redirect: "manual",
    size: MAX_BODY_BYTES,
    signal,
    agent,
  });
  const body = new Uint8Array(await response.arrayBuffer());
  // The headers alone are kept: the response would keep its socket in memory.
  const { status, headers } = response;
  checkLength(body, headers);
  return { status, header: (name) => headers.get(name) ?? undefined, body, from: "api" };
}

/** Finds truncated bodies: node-fetch takes a connection that breaks after the headers for an empty body. */
function checkLength(body: Uint8Array, headers: Headers): void {
  const expected = headers.get("content-length");
  if (expected === null || headers.has("content-encoding")) return;
  if (body.length === Number(expected)) return;
  throw new TransportError("network", "the response ended before its Content-Length", true);
}

function timedOut(seconds: number, proxy: string | undefined): TransportError {
  const text = `no complete response within ${seconds} s${throughProxy(proxy)}`;
  return new TransportError("timeout", text, true);
}
