/** Statuses of failures that may pass, so that the same request may succeed later. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Returns whether the request may succeed later, after a response with this status. */
export function isTransientStatus(status: number): boolean {
  // Content delivery networks use 520 to 529 where they cannot reach the server.
  return TRANSIENT_STATUSES.has(status) || (status >= 520 && status <= 529);
}
