import { type EventEmitter } from "node:events";
import { type ClientRequest } from "node:http";
import { type Socket } from "node:net";
import * as tls from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { TunnelError } from "./tunnel-error.js";

type Target = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * Sends https requests through a proxy, with three guarantees that HttpsProxyAgent does not give. A response of the
 * proxy is never taken for one of Atlas. An aborted request closes its connection to the proxy. The certificate is
 * checked for an IP address as well as for a host name.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(request: ClientRequest, target: Target): Promise<Socket> {
    const end = new AbortController();
    const abort = (): void => {
      end.abort();
    };
    // Before it has a connection, an aborted request emits only this event, though it is deprecated.
    const events: EventEmitter = request;
    events.once("abort", abort);
    if (request.destroyed) abort();
    try {
      return await this.#open(request, target, end.signal);
    } catch (error) {
      throw TunnelError.of(error);
    } finally {
      events.off("abort", abort);
    }
  }

  async #open(request: ClientRequest, target: Target, signal: AbortSignal): Promise<Socket> {
    // One agent per tunnel: only its options can end a connection to a proxy that does not respond.
    const opener = new HttpsProxyAgent(this.proxy, { headers: this.proxyHeaders, keepAlive: true, signal });
    let status = 0;
    opener.once("proxyConnect", (response: { readonly statusCode: number }) => {
      status = response.statusCode;
    });
    const socket = await opener.connect(request, checkingHost(target));
    if (status === 200) return socket;
    socket.destroy();
    throw TunnelError.refused(status);
  }
}

/** Checks the certificate for the target: Node takes the host of the proxy where no server name is sent. */
function checkingHost(target: Target): Target {
  const host = target.host ?? "";
  return {
    ...target,
    checkServerIdentity: (_name: string, certificate: tls.PeerCertificate) =>
      tls.checkServerIdentity(host, certificate),
  } as Target;
}
