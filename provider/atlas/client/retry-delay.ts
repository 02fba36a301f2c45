import { type HttpResponse } from "../http/types.js";
import { bucketOf } from "./token-bucket.js";

/** First backoff in milliseconds, before jitter. Each further one is twice as long. */
const FIRST_BACKOFF = 500;
/** Longest backoff in milliseconds. A `Retry-After` may ask for more. */
const LONGEST_BACKOFF = 30_000;
/** Longest delay until `RateLimit-Reset`, in milliseconds: some servers send a time there. An attempt then shows more. */
export const LONGEST_RESET = 60_000;

/**
 * Returns the delay before the next attempt, in milliseconds.
 *
 * A `Retry-After` of half a second or more is obeyed, or the rate limit of a 429. Otherwise it is exponential backoff
 * with jitter, between half and the whole of the backoff, so that many readers do not retry at the same time.
 *
 * @param response - the response of the last attempt, if it got one
 */
export function retryDelay(
  response: HttpResponse | undefined,
  attempt: number,
  random: () => number,
  wallClock: () => number,
): number {
  const asked = response && askedDelay(response, wallClock);
  // "0", or a date in the past for a fast clock, must not cause a flood of requests.
  if (asked !== undefined && asked >= FIRST_BACKOFF) return asked;
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1));
  return backoff / 2 + (backoff / 2) * random();
}

/** The delay that `Retry-After` asks for, or else the rate limit of a 429, in milliseconds. */
function askedDelay(response: HttpResponse, wallClock: () => number): number | undefined {
  const { header, status } = response;
  // Count from the server's `Date` if there is one, since the clock of this machine may be wrong.
  const date = Date.parse(header("date") ?? "");
  const retryAfter = parseRetryAfter(header("retry-after"), Number.isNaN(date) ? wallClock() : date);
  if (status !== 429 || (retryAfter ?? 0) > 0) return retryAfter;
  const reset = parseRetryAfter(header("ratelimit-reset"), NaN);
  return reset === undefined ? bucketOf(response)?.retryMs : Math.min(reset, LONGEST_RESET);
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
