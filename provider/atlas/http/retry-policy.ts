import { decodeApiError } from "../codec/error-body.js";
import { parseSmallJson } from "../codec/json-body.js";
import { type HttpResponse } from "./types.js";

/** Statuses of failures that may pass, so that the same request may succeed later. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
/** First backoff in milliseconds, before jitter. Each further one is twice as long. */
const FIRST_BACKOFF = 500;
/** Longest backoff in milliseconds. A `Retry-After` may ask for more. */
const LONGEST_BACKOFF = 30_000;
/** Longest delay until `RateLimit-Reset`, in milliseconds: some servers send a time there. An attempt then shows more. */
const LONGEST_RESET = 60_000;

/** Returns whether the request may succeed later, after a response with this status. */
export function isTransientStatus(status: number): boolean {
  // Content delivery networks use 520 to 529 where they cannot reach the server.
  return TRANSIENT_STATUSES.has(status) || (status >= 520 && status <= 529);
}

/**
 * Returns the delay before the next attempt, in milliseconds.
 *
 * A `Retry-After` of half a second or more is obeyed, or the rate limit of a 429. Otherwise it is exponential backoff
 * with jitter, between half and the whole of the backoff, so that many readers do not retry at the same time.
 *
 * @param response - the response of the last attempt, if it got one
 */
export function retryDelay(response: HttpResponse | undefined, attempt: number): number {
  const asked = response && askedDelay(response);
  // "0", or a date in the past for a fast clock, must not cause a flood of requests.
  if (asked !== undefined && asked >= FIRST_BACKOFF) return asked;
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1));
  return backoff / 2 + (backoff / 2) * Math.random();
}

/** The delay that `Retry-After` asks for, or else the rate limit of a 429, in milliseconds. */
function askedDelay(response: HttpResponse): number | undefined {
  const { header, status } = response;
  // Count from the server's `Date` if there is one, since the clock of this machine may be wrong.
  const date = Date.parse(header("date") ?? "");
  const retryAfter = parseRetryAfter(header("retry-after"), Number.isNaN(date) ? Date.now() : date);
  if (status !== 429 || (retryAfter ?? 0) > 0) return retryAfter;
  return resetDelay(response) ?? bucketOf(response)?.retryMs;
}

/** The delay until `RateLimit-Reset`, in milliseconds. */
export function resetDelay({ header }: HttpResponse): number | undefined {
  const reset = parseRetryAfter(header("ratelimit-reset"), NaN);
  return reset === undefined ? undefined : Math.min(reset, LONGEST_RESET);
}

/** Parses `Retry-After`, a number of seconds or an HTTP date (RFC 9110 section 10.2.3), to milliseconds from now. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  // Enough digits are infinity in JavaScript. A delay must be finite, and this one is beyond any deadline.
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The token bucket that a 429 of Atlas describes. */
interface TokenBucket {
  /** Time until the next refill, in milliseconds. */
  readonly retryMs: number;
  /** Requests that each refill allows, and the milliseconds between two; undefined if the 429 does not say so. */
  readonly refill: { readonly requests: number; readonly periodMs: number } | undefined;
}

/**
 * Reads the bucket from the body of a 429, if it has one: the parameters of `RATE_LIMITED_TOKEN_BUCKET` are the path,
 * the seconds until the next refill, the capacity, the requests of one refill, and the seconds between two refills.
 */
export function bucketOf({ body }: HttpResponse): TokenBucket | undefined {
  const { errorCode, parameters = [] } = decodeApiError(parseSmallJson(body));
  if (errorCode !== "RATE_LIMITED_TOKEN_BUCKET") return undefined;
  // `Number` throws for an object whose `toString` is no function.
  const numbers = parameters.map((value) => (typeof value === "object" ? NaN : Number(value)));
  const [, retry = NaN, , requests = NaN, period = NaN] = numbers;
  if (!(retry >= 0 && retry < Infinity)) return undefined;
  const isUsable = requests >= 1 && period > 0;
  const periodMs = Math.min(period * 1000, LONGEST_RESET);
  return { retryMs: retry * 1000, refill: isUsable ? { requests, periodMs } : undefined };
}
