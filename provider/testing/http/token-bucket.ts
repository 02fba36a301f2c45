import { ApiFailure, type FailureFields } from "./error-response.js";

/** A limit of requests as Atlas has them: a bucket of tokens, one of which each request takes. It is full at first. */
export interface RateLimit {
  /** Tokens in a full bucket, a whole number from 1. */
  readonly capacity: number;
  /** Tokens that are added at the end of each period, all at once. A whole number from 1. */
  readonly refill: number;
  /** Seconds of a period, more than 0. */
  readonly periodSeconds: number;
}

interface Bucket {
  readonly tokens: number;
  /** The start of its present period. */
  readonly since: number;
}

/** The buckets of one limit, one for each key. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit,
    private readonly errorOf: (path: string, retryAfter: number, limit: RateLimit) => FailureFields,
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
    const fields = this.errorOf(path, retryAfter, this.limit);
    throw new ApiFailure(429, fields, { ...headers, "Retry-After": String(retryAfter) });
  }
}

/** The error of the API's endpoints, in the words of Atlas, which names the path without its first slash here. */
export function tokenBucketError(path: string, retryAfter: number, limit: RateLimit): FailureFields {
  const { capacity, refill, periodSeconds } = limit;
  const bare = path.replace(/^\//, "");
  return {
    errorCode: "RATE_LIMITED_TOKEN_BUCKET",
    detail:
      `Rate limit exceeded for ${bare}. Please retry after ${retryAfter} seconds. Request capacity: ${capacity}. ` +
      `Refill rate: ${refill} per ${periodSeconds} seconds. ` +
      "For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.",
    parameters: [bare, retryAfter, capacity, refill, periodSeconds],
  };
}

/** The limit of Atlas for requests that read the clusters of a project. */
export const API_REQUESTS: RateLimit = { capacity: 10_000, refill: 5_000, periodSeconds: 60 };

/** The limit of Atlas for the requests of a service account for tokens. */
export const TOKEN_REQUESTS: RateLimit = { capacity: 10, refill: 10, periodSeconds: 60 };

/** The error of the token endpoint, in the words of Atlas. The headers beside it are a guess. */
export function requestsError(path: string, _retryAfter: number, limit: RateLimit): FailureFields {
  const [{ capacity }, minutes] = [limit, limit.periodSeconds / 60];
  return {
    errorCode: "RATE_LIMITED",
    detail: `Resource ${path} is limited to ${capacity} requests every ${minutes} minutes.`,
    parameters: [path, capacity, minutes],
  };
}
