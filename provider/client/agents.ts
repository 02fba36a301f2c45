import * as http from "node:http";
import * as https from "node:https";

/** The agent that makes the connections to a URL: kept alive between requests, through the proxy if there is one. */
export async function createAgent(baseUrl: string, maxConnections: number): Promise<http.Agent> {
  const options: http.AgentOptions = { keepAlive: true, maxSockets: maxConnections };
  // Plain http is for this machine only, which no proxy reaches.
  if (!baseUrl.startsWith("https:")) return new http.Agent(options);
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(baseUrl);
  if (proxy === "") return new https.Agent(options);
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, options);
}
