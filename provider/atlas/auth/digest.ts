import { createHash } from "node:crypto";
import { parseChallenges, quote } from "./digest-header.js";

/** A server's invitation to HTTP Digest (RFC 7616), as far as an answer to it needs. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: DigestAlgorithm;
  /** Whether the algorithm was named: an answer names it if the challenge did. */
  readonly namesAlgorithm: boolean;
  /** Whether `qop=auth` is offered; without any `qop` the answer is that of RFC 2069. */
  readonly qopAuth: boolean;
  readonly stale: boolean;
}

type DigestAlgorithm = "MD5" | "MD5-sess" | "SHA-256" | "SHA-256-sess" | "SHA-512-256" | "SHA-512-256-sess";

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-256": "sha256",
  "SHA-512-256": "sha512-256",
};
const ALGORITHMS: readonly DigestAlgorithm[] = [
  "MD5",
  "MD5-sess",
  "SHA-256",
  "SHA-256-sess",
  "SHA-512-256",
  "SHA-512-256-sess",
];

/**
 * The first Digest challenge of a `WWW-Authenticate` header that can be answered: a server lists them in its
 * order of preference (RFC 7616 section 3.7). Undefined if there is none.
 */
export function findDigestChallenge(header: string): DigestChallenge | undefined {
  for (const { scheme, params } of parseChallenges(header)) {
    const [realm, nonce] = [params.get("realm"), params.get("nonce")];
    const algorithm = ALGORITHMS.find(
      (a) => a.toLowerCase() === (params.get("algorithm") ?? "MD5").toLowerCase(),
    );
    const qop = params
      .get("qop")
      ?.split(",")
      .map((q) => q.trim().toLowerCase());
    if (scheme !== "digest" || realm === undefined || nonce === undefined || algorithm === undefined)
      continue;
    if (qop !== undefined && !qop.includes("auth")) continue;
    const stale = params.get("stale")?.toLowerCase() === "true";
    const namesAlgorithm = params.has("algorithm");
    return {
      realm,
      nonce,
      opaque: params.get("opaque"),
      algorithm,
      namesAlgorithm,
      qopAuth: qop !== undefined,
      stale,
    };
  }
  return undefined;
}

/** What an answer is made of, besides the challenge. */
export interface DigestRequest {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** The request target: path and query. */
  readonly uri: string;
  /** How often the nonce has been used, this time included. */
  readonly nonceCount: number;
  readonly cnonce: string;
}

/** The value of the `Authorization` header that answers a challenge (RFC 7616 section 3.4). */
export function digestAuthorization(challenge: DigestChallenge, request: DigestRequest): string {
  const nc = request.nonceCount.toString(16).padStart(8, "0");
  const { realm, nonce, opaque } = challenge;
  const fields = [
    `username=${quote(request.username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(request.uri)}`,
    ...(challenge.namesAlgorithm ? [`algorithm=${challenge.algorithm}`] : []),
    ...(challenge.qopAuth ? ["qop=auth", `nc=${nc}`] : []),
    // A "-sess" algorithm hashes the cnonce also where there is no qop.
    ...(challenge.qopAuth || challenge.algorithm.endsWith("-sess")
      ? [`cnonce=${quote(request.cnonce)}`]
      : []),
    `response="${digestResponse(challenge, request, nc)}"`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

function digestResponse(challenge: DigestChallenge, request: DigestRequest, nc: string): string {
  const hash = hasher(challenge.algorithm);
  const base = hash(`${request.username}:${challenge.realm}:${request.password}`);
  const a1 = challenge.algorithm.endsWith("-sess")
    ? hash(`${base}:${challenge.nonce}:${request.cnonce}`)
    : base;
  const a2 = hash(`${request.method}:${request.uri}`);
  const middle = challenge.qopAuth ? `${challenge.nonce}:${nc}:${request.cnonce}:auth` : challenge.nonce;
  return hash(`${a1}:${middle}:${a2}`);
}

function hasher(algorithm: DigestAlgorithm): (text: string) => string {
  const name = HASHES[algorithm.replace(/-sess$/, "")] ?? "md5";
  return (text) => createHash(name).update(text, "utf8").digest("hex");
}
