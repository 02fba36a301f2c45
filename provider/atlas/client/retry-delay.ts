import { type HttpResponse } from "../http/types.js";
import { type Outcome } from "../http/retry-policy.js";

/** First pause in milliseconds, before jitter; each further one is twice as long. */
const FIRST_BACKOFF = 500;
/** Longest pause in milliseconds that is not the server's wish. */
const LONGEST_BACKOFF = 30_000;

/**
 * How long to pause before the next attempt, in milliseconds: what the server asks for with `Retry-After` if that is
 * half a second or more, else exponentially longer, between half and the whole of it by chance so that many readers do
 * not return at once.
 */
export function retryDelay(
  outcome: Outcome,
  attempt: number,
  random: () => number,
  wallClock: () => number,
): number {
  const asked = "response" in outcome ? askedDelay(outcome.response, wallClock) : undefined;
  // "At once", or a date that a clock running ahead takes for past, must not become a flood of requests.
  if (asked !== undefined && asked >= FIRST_BACKOFF) return asked;
  const delay = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1));
  return delay / 2 + (delay / 2) * random();
}

/** By the server's own clock where it tells the time: this machine's may be wrong. */
function askedDelay({ header }: HttpResponse, wallClock: () => number): number | undefined {
  const told = Date.parse(header("date") ?? "");
  return parseRetryAfter(header("retry-after"), Number.isNaN(told) ? wallClock() : told);
}

/** `Retry-After` in milliseconds from now: a number of seconds, or an HTTP date (RFC 9110 section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  // Digits enough are infinity to JavaScript; a pause is finite, and this one beyond any deadline.
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
