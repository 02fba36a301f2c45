import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo } from "node:net";
import { API_MEDIA_TYPE, RUN_JSON } from "./scripts.js";

interface Listening {
  readonly baseUrl: string;
  close(): Promise<void>;
}

async function listen(respond: RequestListener): Promise<Listening> {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A server that counts the requests it gets, and must get none. */
export interface Stranger extends Listening {
  readonly requests: number;
}

export async function startStranger(): Promise<Stranger> {
  const stranger = { requests: 0 };
  const listening = await listen((_, response) => {
    stranger.requests += 1;
    response.end();
  });
  return Object.assign(stranger, listening);
}

const REALM = "MMS Public API";

/** The Digest algorithm of the server (RFC 7616). */
export interface DigestStyle {
  readonly hash: "md5" | "sha256";
  /** The header, from a nonce. */
  readonly challenge: (nonce: string) => string | readonly string[];
}

/** As Atlas has it. */
export const ATLAS_STYLE: DigestStyle = {
  hash: "md5",
  challenge: (nonce) => `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5, qop="auth"`,
};

/** A server with the reference page's run, and its own understanding of HTTP Digest. */
export interface DigestServer extends Listening {
  readonly requests: readonly { readonly path: string }[];
  style: DigestStyle;
  /** Forgets every nonce, and is again as Atlas is. */
  reset(): void;
}

export async function startDigestServer(username: string, password: string): Promise<DigestServer> {
  const requests: { path: string }[] = [];
  /** How often each nonce has been used. */
  const counts = new Map<string, number>();

  /** RFC 7616 section 3.4.1, with a count that rises by one. */
  const accepts = ({ headers, method, url }: IncomingMessage): boolean => {
    const fields = headers.authorization?.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))(?:, |$)/g);
    const given = Object.fromEntries(
      [...(fields ?? [])].map(([, name = "", quoted, bare]) => [
        name,
        quoted?.replace(/\\(.)/g, "$1") ?? bare,
      ]),
    );
    const { nonce = "", nc = "", cnonce } = given;
    const count = (counts.get(nonce) ?? NaN) + 1;
    const hash = (...parts: readonly unknown[]): string =>
      createHash(server.style.hash).update(parts.join(":")).digest("hex");
    const [secret, asked] = [hash(username, REALM, password), hash(method, url)];
    const expected = { username, realm: REALM, uri: url, qop: "auth" };
    const right =
      headers.authorization?.startsWith("Digest ") === true &&
      Object.entries(expected).every(([name, value]) => given[name] === value) &&
      parseInt(nc, 16) === count &&
      given["response"] === hash(secret, nonce, nc, cnonce, "auth", asked);
    if (right) counts.set(nonce, count);
    return right;
  };

  const listening = await listen((request, response) => {
    requests.push({ path: request.url ?? "" });
    if (accepts(request)) {
      response.setHeader("content-type", API_MEDIA_TYPE).end(RUN_JSON);
      return;
    }
    const nonce = randomBytes(12).toString("hex");
    counts.set(nonce, 0);
    response.setHeader("www-authenticate", server.style.challenge(nonce)).writeHead(401).end("{}");
  });
  const server: DigestServer = {
    ...listening,
    requests,
    style: ATLAS_STYLE,
    reset: () => {
      counts.clear();
      server.style = ATLAS_STYLE;
    },
  };
  return server;
}
