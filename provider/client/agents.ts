import * as http from "node:http";
import * as https from "node:https";
import { ConfigurationError } from "../errors/index.js";

/** The agent that makes the connections to a URL: kept alive between requests, through the proxy if there is one. */
export async function createAgent(baseUrl: string, maxConnections: number): Promise<http.Agent> {
  const options: http.AgentOptions = { keepAlive: true, maxSockets: maxConnections };
  // Plain http is for this machine only, which no proxy reaches.
  if (!baseUrl.startsWith("https:")) return new http.Agent(options);
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(baseUrl);
  if (proxy === "") return new https.Agent(options);
  if (!/^https?:$/.test(URL.canParse(proxy) ? new URL(proxy).protocol : "")) throw invalidProxy();
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, options);
}

function invalidProxy(): ConfigurationError {
  return new ConfigurationError(
    "INVALID_CONFIGURATION",
    "the proxy in the environment (HTTPS_PROXY or ALL_PROXY) must be a URL such as http://proxy.example:3128 " +
      "(its value is not shown, since it may hold a password)",
  );
}
