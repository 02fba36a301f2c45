import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type ClientRequest } from "node:http";

/** One request that this process has sent. */
export interface Sent {
  readonly host: string;
  readonly authorization: string | undefined;
}

/** Notes every HTTP request but revocations that this process begins, wherever it goes, until it is told to stop. */
export function watchOutgoing(): { readonly sent: readonly Sent[]; readonly stop: () => void } {
  const sent: Sent[] = [];
  const note = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    // A client that an earlier test has left may be closed meanwhile, and revokes its token where it came from.
    if (request.path === "/api/oauth/revoke") return;
    const authorization = request.getHeader("authorization");
    sent.push({
      host: String(request.getHeader("host")),
      authorization: authorization === undefined ? undefined : String(authorization),
    });
  };
  subscribe("http.client.request.start", note);
  return {
    sent,
    stop: () => {
      unsubscribe("http.client.request.start", note);
    },
  };
}
