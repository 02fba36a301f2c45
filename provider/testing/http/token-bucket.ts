import { ApiFailure, type ApiError } from "./error-response.js";

/** A limit of requests as Atlas has them: a bucket of tokens, one of which each request takes. It is full at first. */
export interface RateLimit {
  /** Tokens in a full bucket, a whole number from 1. */
  readonly capacity: number;
  /** Tokens that are added at the end of each period, all at once. A whole number from 1. */
  readonly refill: number;
  /** Seconds of a period, more than 0. */
  readonly periodSeconds: number;
}

type LimitedKind = "api" | "token";

/** The limits of Atlas: for reads of a project's clusters, and for a service account's requests for tokens. */
const DEFAULT_LIMITS: Readonly<Record<LimitedKind, RateLimit>> = {
  api: { capacity: 10_000, refill: 5_000, periodSeconds: 60 },
  token: { capacity: 10, refill: 10, periodSeconds: 60 },
};

/** The buckets of one limit, one for each key. */
export class RateLimiter {
  /** The tokens that are left, and the start of the present period. */
  readonly #buckets = new Map<string, { readonly tokens: number; readonly since: number }>();

  constructor(
    private readonly kind: LimitedKind,
    private readonly limit = DEFAULT_LIMITS[kind],
  ) {}

  /** Takes a token, and returns the headers for the response. Throws an ApiFailure with status 429 if there is none. */
  take(key: string, path: string): Readonly<Record<string, string>> {
    const { capacity, refill, periodSeconds } = this.limit;
    // Not the time of day, whose jumps would empty a bucket or fill it.
    const [now, period] = [performance.now(), periodSeconds * 1000];
    const bucket = this.#buckets.get(key) ?? { tokens: capacity, since: now };
    const periods = Math.floor((now - bucket.since) / period);
    const since = bucket.since + periods * period;
    const tokens = Math.min(capacity, bucket.tokens + periods * refill);
    const remaining = Math.max(0, tokens - 1);
    this.#buckets.set(key, { tokens: remaining, since });
    const headers = { "RateLimit-Limit": String(capacity), "RateLimit-Remaining": String(remaining) };
    if (tokens > 0) return headers;
    // As in Atlas: rounded down, and so 0 in the last second before the refill.
    const retryAfter = Math.floor((since + period - now) / 1000);
    const fields = limitError(this.kind, path, retryAfter, this.limit);
    throw new ApiFailure(429, fields, { ...headers, "Retry-After": String(retryAfter) });
  }
}

/** The error of Atlas, in its words. The headers beside the one of the token endpoint are a guess. */
export function limitError(
  kind: LimitedKind,
  path: string,
  retryAfter: number,
  { capacity, refill, periodSeconds } = DEFAULT_LIMITS[kind],
): Pick<ApiError, "errorCode" | "detail" | "parameters"> {
  if (kind === "token") {
    const minutes = periodSeconds / 60;
    return {
      errorCode: "RATE_LIMITED",
      detail: `Resource ${path} is limited to ${capacity} requests every ${minutes} minutes.`,
      parameters: [path, capacity, minutes],
    };
  }
  const bare = path.replace(/^\//, ""); // Atlas names it without its first slash here.
  return {
    errorCode: "RATE_LIMITED_TOKEN_BUCKET",
    detail:
      `Rate limit exceeded for ${bare}. Please retry after ${retryAfter} seconds. Request capacity: ${capacity}. ` +
      `Refill rate: ${refill} per ${periodSeconds} seconds. ` +
      "For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.",
    parameters: [bare, retryAfter, capacity, refill, periodSeconds],
  };
}
