import { createHash } from "node:crypto";
import { parseDigest } from "./digest-header.js";
import { type NonceBook } from "./nonces.js";
import { DEFAULT_ROLES, type LocalApiKey } from "./credentials.js";
import { type LocalRequest } from "../http/request.js";
import { equalSecrets } from "./secrets.js";

/** The roles of the key that signed the request; or that it is refused, and whether only its nonce is to blame. */
export type DigestOutcome = { readonly roles: readonly string[] } | { readonly stale: boolean };

export const REALM = "MMS Public API";

/** HTTP Digest as of RFC 7616, of which Atlas uses MD5 and `qop="auth"`. */
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
    if (given === undefined || !wellFormed(given, request.target)) return { stale: false };
    const key = this.#keys.get(given.get("username") ?? "");
    const expected = responseHash(given, key?.privateKey ?? "", request);
    // The hash is worked out and compared for an unknown key too, so that the time does not tell which keys exist.
    const matches = equalSecrets(given.get("response") ?? "", expected);
    if (!matches || key === undefined) return { stale: false };
    const fresh = this.#nonces.use(given.get("nonce") ?? "", parseInt(given.get("nc") ?? "", 16));
    return fresh ? { roles: key.roles ?? DEFAULT_ROLES } : { stale: true };
  }
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
  const asked = md5(`${request.method}:${request.target}`);
  return md5([secret, part("nonce"), part("nc"), part("cnonce"), "auth", asked].join(":"));
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
