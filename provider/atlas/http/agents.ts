import * as http from "node:http";
import * as https from "node:https";
import { reasonText } from "../../errors/index.js";
import { importModule } from "./import-module.js";
import { type Proxy } from "./proxy.js";

/** Creates the agent for a URL, with keep-alive, and through the proxy if there is one. */
export async function createAgent(
  baseUrl: string,
  maxConnections: number,
  proxy: Proxy | undefined,
): Promise<http.Agent> {
  const options: http.AgentOptions = { keepAlive: true, maxSockets: maxConnections };
  if (!baseUrl.startsWith("https:")) return forNodeFetch(new http.Agent(options));
  if (proxy === undefined) return forNodeFetch(new https.Agent(options));
  const { TunnelAgent } = await importModule(() => import("./tunnel-agent.js"), "./tunnel-agent.js");
  const { url, authorization } = proxy;
  // A function, since Node prints the values of an agent's fields with NODE_DEBUG.
  const headers = (): http.OutgoingHttpHeaders =>
    authorization === undefined ? {} : { "Proxy-Authorization": authorization };
  // Without a limit of its own: a request in the agent's queue would not fail when a tunnel fails to open. The queue
  // of the reads limits the connections.
  return forNodeFetch(new TunnelAgent(url, { keepAlive: true, headers }));
}

/** The method that requests call, which Node does not document, with the options of the request. */
interface RequestAgent {
  addRequest: (request: http.ClientRequest, options: object, ...more: unknown[]) => void;
}

/**
 * Keeps the headers out of the options of connections: with NODE_DEBUG, Node prints these options, and so
 * `Authorization`. The request has its headers anyway. And gives an AggregateError a message: node-fetch keeps nothing
 * else of an error but its code.
 */
function forNodeFetch<T extends http.Agent>(agent: T): T {
  const requestAgent = agent as T & RequestAgent;
  const { addRequest } = requestAgent;
  requestAgent.addRequest = (request, options, ...more) => {
    request.once("error", (error) => {
      error.message = reasonText(error);
    });
    addRequest.call(agent, request, { ...options, headers: undefined }, ...more);
  };
  return agent;
}
