import { createHash } from "node:crypto";

/** One challenge of a `WWW-Authenticate` header: its scheme in lower case, and its parameters. */
interface Challenge {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// Without control characters, which a quoted string cannot hold, neither here nor in `Authorization`.
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*"';
// Sticky: each match begins where the last one ended, so that no text is skipped.
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(${TOKEN}|${QUOTED})\\s*(?:,|$)`, "y");
const SCHEME = new RegExp(`\\s*(${TOKEN})(?:\\s+|\\s*(?:,|$))`, "y");
const TOKEN68 = /\s*[A-Za-z0-9\-._~+/]+=*\s*(?:,|$)/y;
const EMPTY = /[\s,]+/y;

/**
 * Parses a `WWW-Authenticate` header with any number of challenges (RFC 9110 section 11.6.1). It stops at invalid
 * text, after which the begin of the next challenge is unknown.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; params: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    if (take(EMPTY)) continue;
    const last = challenges.at(-1);
    const parameter = last && take(PARAMETER);
    if (last && parameter) {
      last.params.set(String(parameter[1]).toLowerCase(), unquote(String(parameter[2])));
      continue;
    }
    const scheme = take(SCHEME);
    if (scheme) challenges.push({ scheme: String(scheme[1]).toLowerCase(), params: new Map() });
    else if (!last || !take(TOKEN68)) break;
  }
  return challenges;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

/** Returns a value as a quoted string. */
function quote(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** A Digest challenge (RFC 7616) with `qop=auth`. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: DigestAlgorithm;
  /** Whether the challenge names its algorithm. The `Authorization` header names it only then. */
  readonly namesAlgorithm: boolean;
}

const ALGORITHMS = ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"] as const;

type DigestAlgorithm = (typeof ALGORITHMS)[number];

function hashName(algorithm: DigestAlgorithm): "md5" | "sha256" {
  return algorithm.startsWith("MD5") ? "md5" : "sha256";
}

/** Returns whether OpenSSL has the hash of an algorithm: under FIPS it refuses MD5. */
function isComputed(algorithm: DigestAlgorithm): boolean {
  try {
    createHash(hashName(algorithm));
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the first Digest challenge of a `WWW-Authenticate` header that is supported and that this machine can compute.
 * Servers list the one they prefer first (RFC 7616 section 3.7).
 */
export function findDigestChallenge(header: string, isUsable = isComputed): DigestChallenge | undefined {
  for (const { scheme, params } of parseChallenges(header)) {
    const [realm, nonce] = [params.get("realm"), params.get("nonce")];
    if (scheme !== "digest" || realm === undefined || nonce === undefined) continue;
    const named = params.get("algorithm")?.toLowerCase();
    const algorithm = ALGORITHMS.find((known) => known.toLowerCase() === (named ?? "md5"));
    const qops = (params.get("qop") ?? "").split(",").map((qop) => qop.trim().toLowerCase());
    if (algorithm === undefined || !qops.includes("auth") || !isUsable(algorithm)) continue;
    return { realm, nonce, opaque: params.get("opaque"), algorithm, namesAlgorithm: named !== undefined };
  }
  return undefined;
}

/** Names the Digest challenges of a header. Undefined if there is none, or one that is supported. */
export function unsupportedDigest(header: string): string | undefined {
  const digests = parseChallenges(header).filter(({ scheme }) => scheme === "digest");
  if (digests.length === 0 || findDigestChallenge(header)) return undefined;
  return digests
    .map(({ params }) => `${params.get("algorithm") ?? "MD5"} with qop=${params.get("qop") ?? "none"}`)
    .join(", ");
}

/** Returns whether a challenge of a header is supported, if OpenSSL did not refuse its hash. */
export function isHashRefused(header: string): boolean {
  return !findDigestChallenge(header) && findDigestChallenge(header, () => true) !== undefined;
}

/** Returns whether a header says that the nonce has expired, and that the credentials are right. */
export function isStale(header: string): boolean {
  return parseChallenges(header).some(({ params }) => params.get("stale")?.toLowerCase() === "true");
}

/** The part of a Digest response that is not in the challenge. */
interface DigestRequest {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** The request target: path and query. */
  readonly uri: string;
  /** Number of requests with this nonce, including this one. */
  readonly nonceCount: number;
  readonly cnonce: string;
}

/** Returns the value of the `Authorization` header for a challenge (RFC 7616 section 3.4). */
export function digestAuthorization(challenge: DigestChallenge, request: DigestRequest): string {
  const nc = request.nonceCount.toString(16).padStart(8, "0");
  const { realm, nonce, opaque } = challenge;
  const fields = [
    `username=${quote(request.username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(request.uri)}`,
    ...(challenge.namesAlgorithm ? [`algorithm=${challenge.algorithm}`] : []),
    "qop=auth",
    `nc=${nc}`,
    `cnonce=${quote(request.cnonce)}`,
    `response="${digestResponse(challenge, request, nc)}"`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

function digestResponse(challenge: DigestChallenge, request: DigestRequest, nc: string): string {
  const { realm, nonce, algorithm } = challenge;
  const { username, password, cnonce } = request;
  const name = hashName(algorithm);
  const hash = (...parts: string[]): string => createHash(name).update(parts.join(":"), "utf8").digest("hex");
  const base = hash(username, realm, password);
  const a1 = algorithm.endsWith("-sess") ? hash(base, nonce, cnonce) : base;
  const a2 = hash(request.method, request.uri);
  return hash(a1, nonce, nc, cnonce, "auth", a2);
}
