import { createHash } from "node:crypto";
import { type LocalRequest } from "../http/request.js";
import { DEFAULT_ROLES, type LocalApiKey } from "./credentials.js";
import { type NonceBook } from "./nonces.js";

/** The roles of the key that signed a request; or a refusal, and whether only its nonce is to blame. */
export type DigestOutcome = { readonly roles: readonly string[] } | { readonly stale: boolean };

export const REALM = "MMS Public API";

/** HTTP Digest (RFC 7616) as Atlas uses it: MD5 and `qop="auth"`. */
export class DigestGuard {
  readonly #keys: ReadonlyMap<string, LocalApiKey>;
  readonly #nonces: NonceBook;

  constructor(keys: readonly LocalApiKey[], nonces: NonceBook) {
    this.#keys = new Map(keys.map((key) => [key.publicKey, key]));
    this.#nonces = nonces;
  }

  challenge(stale: boolean): string {
    const nonce = this.#nonces.issue();
    return `Digest realm="${REALM}", domain="", nonce="${nonce}", algorithm=MD5, qop="auth", stale=${stale}`;
  }

  check(request: LocalRequest): DigestOutcome {
    const given = parseDigest(request.headers.authorization ?? "");
    const key = this.#keys.get(given?.get("username") ?? "");
    if (given === undefined || key === undefined || !wellFormed(given, request.target))
      return { stale: false };
    if (given.get("response") !== responseHash(given, key.privateKey, request)) return { stale: false };
    const fresh = this.#nonces.use(given.get("nonce") ?? "", parseInt(given.get("nc") ?? "", 16));
    return fresh ? { roles: key.roles ?? DEFAULT_ROLES } : { stale: true };
  }
}

const PARAMETER = /\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;

/**
 * The parameters of an `Authorization: Digest` header, names in lower case. Undefined if the scheme is another, or the
 * header is malformed or repeats a parameter.
 */
function parseDigest(header: string): ReadonlyMap<string, string> | undefined {
  const scheme = /^digest\s+/i.exec(header)?.[0];
  if (scheme === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = scheme.length;
  while (PARAMETER.lastIndex < header.length) {
    const [whole, name = "", quoted, token] = PARAMETER.exec(header) ?? [];
    if (whole === undefined || parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? token ?? "");
  }
  return parameters;
}

function wellFormed(given: ReadonlyMap<string, string>, target: string): boolean {
  return (
    given.get("realm") === REALM &&
    given.get("uri") === target &&
    given.get("qop") === "auth" &&
    (given.get("algorithm") ?? "MD5").toUpperCase() === "MD5" &&
    (given.get("cnonce") ?? "") !== "" &&
    /^[0-9a-f]{8}$/i.test(given.get("nc") ?? "")
  );
}

function responseHash(given: ReadonlyMap<string, string>, password: string, request: LocalRequest): string {
  const part = (name: string): string => given.get(name) ?? "";
  const secret = md5(`${part("username")}:${REALM}:${password}`);
  const signed = md5(`${request.method}:${request.target}`);
  return md5([secret, part("nonce"), part("nc"), part("cnonce"), "auth", signed].join(":"));
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
