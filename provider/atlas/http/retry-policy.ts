import { TransportError, type HttpAnswer } from "./http.js";

/** Answers that say "not now" rather than "no". */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Whether an answer of this status says "not now" rather than "no". */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUSES.has(status);
}

/** What one attempt came to: an answer, or the error that took its place. */
export type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown };

/** Whether the same request may well succeed a moment later. */
export function isTransient(outcome: Outcome): boolean {
  if ("answer" in outcome) return isTransientStatus(outcome.answer.status);
  return outcome.error instanceof TransportError && outcome.error.retryable;
}
