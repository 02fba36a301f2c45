import { createHash } from "node:crypto";
import { parseChallenges, quote } from "./digest-header.js";

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

/**
 * Finds the first supported Digest challenge of a `WWW-Authenticate` header. Servers list the one they prefer first
 * (RFC 7616 section 3.7).
 */
export function findDigestChallenge(header: string): DigestChallenge | undefined {
  for (const { scheme, params } of parseChallenges(header)) {
    const [realm, nonce] = [params.get("realm"), params.get("nonce")];
    if (scheme !== "digest" || realm === undefined || nonce === undefined) continue;
    const named = params.get("algorithm")?.toLowerCase();
    const algorithm = ALGORITHMS.find((known) => known.toLowerCase() === (named ?? "md5"));
    const qops = (params.get("qop") ?? "").split(",").map((qop) => qop.trim().toLowerCase());
    if (algorithm === undefined || !qops.includes("auth")) continue;
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

/** Returns whether a header says that the nonce has expired, and that the credentials are right. */
export function isStale(header: string): boolean {
  return parseChallenges(header).some(({ params }) => params.get("stale")?.toLowerCase() === "true");
}

/** The part of a Digest response that is not in the challenge. */
export interface DigestRequest {
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
  const name = algorithm.startsWith("MD5") ? "md5" : "sha256";
  const hash = (...parts: string[]): string => createHash(name).update(parts.join(":"), "utf8").digest("hex");
  const base = hash(username, realm, password);
  const a1 = algorithm.endsWith("-sess") ? hash(base, nonce, cnonce) : base;
  const a2 = hash(request.method, request.uri);
  return hash(a1, nonce, nc, cnonce, "auth", a2);
}
