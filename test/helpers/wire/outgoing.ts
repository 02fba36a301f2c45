import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type ClientRequest } from "node:http";

/** One request that this process has sent. */
export interface Sent {
  readonly host: string;
  readonly authorization: string | undefined;
}

/** Notes every HTTP request that this process begins, wherever it goes, until it is told to stop. */
export function watchOutgoing(): { readonly sent: readonly Sent[]; readonly stop: () => void } {
  const sent: Sent[] = [];
  const note = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
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
