import { type EventEmitter } from "node:events";
import { type ClientRequest } from "node:http";
import { type Socket } from "node:net";
import * as tls from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { TunnelError } from "./tunnel-error.js";

type Target = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * Sends https requests through a proxy. What HttpsProxyAgent leaves to its user is settled here: an answer of the
 * proxy is never taken for one of Atlas, a request that is given up lets go of the proxy, and an address is
 * checked against the certificate as a name is.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(request: ClientRequest, target: Target): Promise<Socket> {
    const end = new AbortController();
    const giveUp = (): void => {
      end.abort();
    };
    // Until it has a connection, a request that is given up says so with this event only, deprecated as it is.
    const events: EventEmitter = request;
    events.once("abort", giveUp);
    if (request.destroyed) giveUp();
    try {
      return await this.#open(request, target, end.signal);
    } catch (error) {
      throw TunnelError.of(error);
    } finally {
      events.off("abort", giveUp);
    }
  }

  async #open(request: ClientRequest, target: Target, signal: AbortSignal): Promise<Socket> {
    // One for each tunnel, for its options alone can end a connection on which the proxy has not answered.
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

/** In a tunnel Node has no host but the proxy's to check a certificate against, where no server name is sent. */
function checkingHost(target: Target): Target {
  const host = target.host ?? "";
  return {
    ...target,
    checkServerIdentity: (_name: string, certificate: tls.PeerCertificate) =>
      tls.checkServerIdentity(host, certificate),
  } as Target;
}
