import * as http from "node:http";
import * as https from "node:https";
import { type Proxy } from "./proxy.js";

/** The agent that makes the connections to a URL: kept alive between requests, through the proxy if there is one. */
export async function createAgent(
  baseUrl: string,
  maxConnections: number,
  proxy: Proxy | undefined,
): Promise<http.Agent> {
  const options: http.AgentOptions = { keepAlive: true, maxSockets: maxConnections };
  if (!baseUrl.startsWith("https:")) return new http.Agent(options);
  if (proxy === undefined) return new https.Agent(options);
  const { TunnelAgent } = await import("./tunnel-agent.js");
  const { url, authorization } = proxy;
  // Without a limit of its own, which the turns of the reads keep: a request that had to queue for a tunnel would not
  // be told when one fails to open.
  return new TunnelAgent(url, {
    keepAlive: true,
    ...(authorization === undefined ? {} : { headers: { "Proxy-Authorization": authorization } }),
  });
}
