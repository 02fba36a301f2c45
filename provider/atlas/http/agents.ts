import * as http from "node:http";
import * as https from "node:https";
import { type Proxy } from "./proxy.js";

/** Creates the agent for a URL, with keep-alive, and through the proxy if there is one. */
export async function createAgent(
  baseUrl: string,
  maxConnections: number,
  proxy: Proxy | undefined,
): Promise<http.Agent> {
  // One more: when all reads hang, another one probes.
  const options: http.AgentOptions = { keepAlive: true, maxSockets: maxConnections + 1 };
  if (!baseUrl.startsWith("https:")) return new http.Agent(options);
  if (proxy === undefined) return new https.Agent(options);
  const { TunnelAgent } = await import("./tunnel-agent.js");
  const { url, authorization } = proxy;
  // Without a limit of its own: a request in the agent's queue would not fail when a tunnel fails to open. The queue
  // of the reads limits the connections.
  return new TunnelAgent(url, {
    keepAlive: true,
    ...(authorization === undefined ? {} : { headers: { "Proxy-Authorization": authorization } }),
  });
}
