import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { API_MEDIA_TYPE, RUN_JSON } from "./http-text.js";

/** The Digest algorithm of the server (RFC 7616). */
export interface DigestStyle {
  readonly hash: "md5" | "sha256";
  /** The header, from a nonce. */
  readonly challenge: (nonce: string) => string | readonly string[];
}

/** As Atlas has it. */
export const ATLAS_STYLE: DigestStyle = {
  hash: "md5",
  challenge: (nonce) => `Digest realm="MMS Public API", nonce="${nonce}", algorithm=MD5, qop="auth"`,
};

/** A server with the reference page's run, and its own understanding of HTTP Digest. */
export interface DigestServer {
  readonly baseUrl: string;
  readonly requests: readonly { readonly path: string }[];
  style: DigestStyle;
  /** Forgets every nonce, and is again as Atlas is. */
  reset(): void;
  close(): Promise<void>;
}

export async function startDigestServer(username: string, password: string): Promise<DigestServer> {
  const requests: { path: string }[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? "" });
    if (accepts(request)) respond(response, 200, RUN_JSON, { "content-type": API_MEDIA_TYPE });
    else refuse(response);
  });
  const accepts = (request: IncomingMessage): boolean => {
    const given = fieldsOf(request.headers.authorization ?? "");
    const count = counts.get(given["nonce"] ?? "");
    if (count === undefined || !isRight(given, { ...api.style, username, password, request, count }))
      return false;
    counts.set(given["nonce"] ?? "", count + 1);
    return true;
  };
  const refuse = (response: ServerResponse): void => {
    const nonce = randomBytes(12).toString("hex");
    counts.set(nonce, 0);
    respond(response, 401, "{}", { "www-authenticate": api.style.challenge(nonce) });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const api: DigestServer = {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    style: ATLAS_STYLE,
    reset: () => {
      counts.clear();
      api.style = ATLAS_STYLE;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return api;
}

function respond(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string | readonly string[]>,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status).end(body);
}

/** The parameters of a Digest header; `undefined` where the scheme is another one. */
function fieldsOf(header: string): Readonly<Record<string, string | undefined>> {
  if (!header.startsWith("Digest ")) return {};
  const fields = header.slice(7).matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))(?:, |$)/g);
  return Object.fromEntries(
    [...fields].map(([, name = "", quoted, bare = ""]) => [name, quoted?.replace(/\\(.)/g, "$1") ?? bare]),
  );
}

interface Expectation extends DigestStyle {
  readonly username: string;
  readonly password: string;
  readonly request: IncomingMessage;
  /** How often the nonce has been used. */
  readonly count: number;
}

/** RFC 7616 section 3.4.1, with a count that rises by one. */
function isRight(given: Readonly<Record<string, string | undefined>>, expected: Expectation): boolean {
  const { hash, username, password, request, count } = expected;
  const digest = (...parts: readonly string[]): string =>
    createHash(hash).update(parts.join(":")).digest("hex");
  const { realm = "", nonce = "", nc = "", cnonce = "", uri = "", response } = given;
  if (given["username"] !== username || uri !== request.url || realm !== "MMS Public API") return false;
  if (given["qop"] !== "auth" || parseInt(nc, 16) !== count + 1) return false;
  const secret = digest(username, realm, password);
  const asked = digest(request.method ?? "", uri);
  return response === digest(secret, nonce, nc, cnonce, "auth", asked);
}
