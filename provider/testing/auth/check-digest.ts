import { createHash, randomBytes } from "node:crypto";
import { type LocalRequest } from "../http/request.js";
import { DEFAULT_ROLES, type LocalApiKey } from "./known-credentials.js";

export const REALM = "MMS Public API";

interface Nonce {
  readonly expiresAt: number;
  /** The highest count of uses (`nc`) so far. */
  lastCount: number;
}

/** HTTP Digest (RFC 7616) as Atlas uses it: MD5 and `qop="auth"`. */
export class Digest {
  readonly #nonces = new Map<string, Nonce>();

  constructor(
    private readonly keys: readonly LocalApiKey[],
    private readonly nonceLifetimeSeconds: number,
  ) {}

  /** The roles of the key that signed the request, or the challenge that refuses it. */
  check(request: LocalRequest): readonly string[] | string {
    const given = parseDigest(request.headers.authorization ?? "");
    const key = this.keys.find(({ publicKey }) => publicKey === given?.get("username"));
    if (given === undefined || key === undefined || !wellFormed(given, request.target))
      return this.#challenge();
    if (given.get("response") !== responseHash(given, key.privateKey, request)) return this.#challenge();
    const nonce = this.#nonces.get(given.get("nonce") ?? "");
    const count = parseInt(given.get("nc") ?? "", 16);
    if (nonce === undefined || nonce.expiresAt <= Date.now() || count <= nonce.lastCount) {
      return this.#challenge("true");
    }
    nonce.lastCount = count;
    return key.roles ?? DEFAULT_ROLES;
  }

  expireNonces(): void {
    this.#nonces.clear();
  }

  #challenge(stale = "false"): string {
    const nonce = randomBytes(24).toString("base64");
    this.#nonces.set(nonce, { expiresAt: Date.now() + this.nonceLifetimeSeconds * 1000, lastCount: 0 });
    return `Digest realm="${REALM}", domain="", nonce="${nonce}", algorithm=MD5, qop="auth", stale=${stale}`;
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
