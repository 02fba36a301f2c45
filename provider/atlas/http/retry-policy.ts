import { type HttpResponse } from "./types.js";

/** Statuses of failures that may pass, so that the same request may succeed later. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Returns whether the request may succeed later, after a response with this status. */
export function isTransientStatus(status: number): boolean {
  // Content delivery networks use 520 to 529 where they cannot reach the server.
  return TRANSIENT_STATUSES.has(status) || (status >= 520 && status <= 529);
}

/** Code of Atlas for a list whose runs it cannot count in time. The same request fails each time. */
export const COUNT_TIMEOUT = "TIMEOUT_WHILE_PAGING";

/** Returns whether the request may succeed later, after this response. */
export function isTransient({ status, body }: HttpResponse): boolean {
  return isTransientStatus(status) && !(status === 500 && Buffer.from(body).includes(COUNT_TIMEOUT));
}
