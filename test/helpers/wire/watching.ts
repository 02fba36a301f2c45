import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type ClientRequest } from "node:http";
import { secretsOf, type Bench } from "../../integration/faults/bench.js";
import { type Kind } from "../local-atlas.js";
import { type WireRequest } from "./wire.js";

/** Runs a task, and tells by how many MiB the process was larger at most than before it. */
export async function withGrowth<T>(task: () => Promise<T>): Promise<{ result: T; growthMiB: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  try {
    const result = await task();
    look();
    return { result, growthMiB: (most - before) / 2 ** 20 };
  } finally {
    clearInterval(timer);
  }
}

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

/** The forms in which a secret could show up: as it is, or encoded for base64, a URL, a form or JSON. */
export function secretForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Everything but base64 leaves the letters and digits at the beginning as they are.
  const stem = /^[\w-]+/.exec(secret)?.[0] ?? secret;
  return [stem, bytes.toString("base64"), bytes.toString("base64url"), encodeURIComponent(secret)];
}

/** What an `Authorization` header holds that is as good as the secret itself. */
export function sentSecret(authorization: string | undefined): readonly string[] {
  const [, sent] = /^(?:Bearer|Basic) (.+)$/.exec(authorization ?? "") ?? [];
  return sent === undefined ? [] : [sent];
}

/** The credentials of a request in every form in which a server could echo them. */
export function echoOf(request: WireRequest, bench: Bench, kind: Kind): string {
  const sent = sentSecret(request.headers["authorization"]);
  return [...secretsOf(bench, kind), ...sent]
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ "": secret }).toString().slice(1),
      Buffer.from(secret).toString("base64"),
    ])
    .join(" ");
}
