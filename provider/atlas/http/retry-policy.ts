import { TransportError } from "./transport-error.js";
import { type HttpResponse } from "./types.js";

/** Answers that say "not now" rather than "no". */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Whether an answer of this status says "not now" rather than "no". */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUSES.has(status);
}

/** What one attempt came to: an answer, or the error that took its place. */
export type Outcome = { readonly response: HttpResponse } | { readonly error: unknown };

/** Whether the same request may well succeed a moment later. */
export function isTransient(outcome: Outcome): boolean {
  if ("response" in outcome) return isTransientStatus(outcome.response.status);
  return outcome.error instanceof TransportError && outcome.error.retryable;
}
